"""Short texts at the markers' desk: who may mark which, and what they were given. Nothing here knows a name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lms.base.db.prepared import Prepared
from lms.people.models import User

from ..domain.double_marking import TextMarks
from ..domain.items.registry import KINDS
from ..domain.items.short_text import TEXT, ShortTextKey, is_blank
from ..domain.items.wire import by_slot
from ..models import Attempt, DrawnItem, ItemBank, Response, TextMark
from ..permissions import may_review, may_write

SHORT_TEXT = "short_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingText:
    """One entry of a marker's list; `pk` of what was drawn says nothing about the candidate."""

    pk: int
    item: str  # G-02-081
    handed_in: datetime
    settles: bool  # two have marked it and are apart


@dataclass(frozen=True, slots=True, kw_only=True)
class TextToMark:
    drawn: DrawnItem  # with its version and key
    text: str
    key: ShortTextKey
    settles: bool


def texts_waiting_for(user: User, bank: ItemBank) -> list[WaitingText]:
    """Oldest first; without those that this person has marked or written."""
    rows = _open_texts(bank).exclude(attempt__learner=user).exclude(text_marks__marker=user)
    rows = rows.order_by("attempt__closed_at", "pk")
    pks = [one.pk for one in rows]
    written, marks = written_texts(pks), marks_of(pks)
    return [
        WaitingText(
            pk=one.pk,
            item=str(one.version.item),
            handed_in=one.attempt.closed_at or one.attempt.deadline,
            settles=one.pk in marks and marks[one.pk].needs_settling,
        )
        for one in rows
        if written.get(one.pk) and not (one.pk in marks and marks[one.pk].is_complete)
    ]


def text_to_mark(user: User, bank: ItemBank, pk: int) -> TextToMark | None:
    """None where this person has nothing to mark there."""
    waiting = next((one for one in texts_waiting_for(user, bank) if one.pk == pk), None)
    if waiting is None:
        return None
    drawn = DrawnItem.objects.select_related("version__item__bank", "version__key").get(pk=pk)
    return TextToMark(drawn=drawn, text=written_texts([pk])[pk], key=key_of(drawn), settles=waiting.settles)


def may_mark(user: User, bank: ItemBank) -> bool:
    return may_write(user, bank) or may_review(user, bank)


def key_of(drawn: DrawnItem) -> ShortTextKey:
    kind = KINDS[SHORT_TEXT]
    key: ShortTextKey = kind.read_key(drawn.version.key.right, kind.read(drawn.version.body))
    return key


def marks_of(drawn: Iterable[int]) -> dict[int, TextMarks]:
    """Of each text that was given any, in one query."""
    found: dict[int, list[TextMark]] = defaultdict(list)
    for mark in TextMark.objects.filter(drawn_id__in=list(drawn)):
        found[mark.drawn_id].append(mark)
    return {pk: _together(marks) for pk, marks in found.items()}


def shares_of(drawn: Iterable[int]) -> dict[int, float]:
    """0 to 1 of each text that people have marked to the end; by drawn item, as given."""
    return {pk: marks.share for pk, marks in marks_of(drawn).items() if marks.is_complete}


def unmarked_texts(attempt: Attempt) -> list[int]:
    """Positions of texts of this attempt that wait for people; what is blank needs nobody."""
    drawn = dict(_texts_drawn(attempt.pk))
    if not drawn:
        return []
    complete = {pk for pk, marks in marks_of(drawn).items() if marks.is_complete}
    return sorted(drawn[pk] for pk, text in written_texts(drawn).items() if text and pk not in complete)


def written_texts(drawn: Iterable[int]) -> dict[int, str]:
    """What was written, by drawn item; nothing where it is blank."""
    rows = DrawnItem.objects.filter(pk__in=list(drawn)).values_list("pk", "attempt_id", "position")
    places = {pk: (attempt, position) for pk, attempt, position in rows}
    answers = Response.objects.filter(attempt_id__in={attempt for attempt, _ in places.values()})
    sent = {
        (attempt, position): value
        for attempt, position, value in answers.values_list("attempt_id", "position", "value")
    }
    written = {pk: dict(by_slot(sent.get(place, ()))).get(TEXT, "") for pk, place in places.items()}
    return {pk: text for pk, text in written.items() if not is_blank({TEXT: [text]})}


_texts_drawn = Prepared(
    lambda attempt: DrawnItem.objects.filter(attempt_id=attempt, version__kind=SHORT_TEXT).values_list("pk", "position")
)


def _open_texts(bank: ItemBank) -> QuerySet[DrawnItem]:
    here = Q(version__kind=SHORT_TEXT, version__item__bank=bank, attempt__status=Attempt.Status.MARKING)
    return DrawnItem.objects.filter(here).select_related("version__item__bank", "attempt")


def _together(marks: list[TextMark]) -> TextMarks:
    return TextMarks(
        possible=marks[0].possible,
        given=[mark.total for mark in marks if not mark.settles],
        settled=next((mark.total for mark in marks if mark.settles), None),
    )
