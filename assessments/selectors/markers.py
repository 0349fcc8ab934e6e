"""Whether a bank has people enough to mark the short texts that candidates write in it."""

from dataclasses import dataclass

from lms.people.models import Role
from lms.people.selectors.posted import people_with_right

from ..domain.double_marking import MARKERS, TextMarks
from ..models import Attempt, DrawnItem, ItemBank, ItemVersion, TextMark
from .text_marks import SHORT_TEXT, marks_of, written_texts

MARKING_ROLES = (Role.AUTHOR, Role.REVIEWER)
ENOUGH = MARKERS + 1  # where two are apart, a third one settles it
IN_USE = (ItemVersion.Status.LIVE, ItemVersion.Status.TRIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    markers: int  # people who may mark in the bank
    stuck: int  # texts that cannot be marked to the end by those who are left for them


def shortage_of(bank: ItemBank) -> Shortage | None:
    """None where the bank asks for no texts, or has people enough for every one."""
    asks = ItemVersion.objects.filter(item__bank=bank, kind=SHORT_TEXT, status__in=IN_USE).exists()
    markers, stuck = _markers(bank), len(stuck_texts(bank))
    return Shortage(markers=len(markers), stuck=stuck) if stuck or (asks and len(markers) < ENOUGH) else None


def stuck_texts(bank: ItemBank) -> dict[int, int]:
    """Text that waits for more people than are left for it → its attempt. Nobody marks twice, or what they wrote."""
    here = DrawnItem.objects.filter(version__kind=SHORT_TEXT, version__item__bank=bank)
    rows = here.filter(attempt__status=Attempt.Status.MARKING).values_list("pk", "attempt_id", "attempt__learner_id")
    waiting = {pk: (attempt, learner) for pk, attempt, learner in rows}
    if not waiting:
        return {}
    markers, marks, written = _markers(bank), marks_of(waiting), written_texts(waiting)
    gone: dict[int, set[int]] = {pk: {learner} for pk, (_, learner) in waiting.items()}
    for drawn, marker in TextMark.objects.filter(drawn_id__in=waiting).values_list("drawn_id", "marker_id"):
        gone[drawn].add(marker)
    return {
        pk: waiting[pk][0] for pk in waiting if pk in written and len(markers - gone[pk]) < _still_needed(marks.get(pk))
    }


def _markers(bank: ItemBank) -> set[int]:
    return set(people_with_right(bank.unit, *MARKING_ROLES).values_list("pk", flat=True)) if bank.unit else set()


def _still_needed(marks: TextMarks | None) -> int:
    if marks is None:
        return MARKERS
    if marks.is_complete:
        return 0
    return 1 if marks.needs_settling else MARKERS - len(marks.given)
