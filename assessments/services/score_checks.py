"""Do all scores follow from stored answers, keys in force and regrades? What `manage.py verify_scores` asks.

Batch by batch, so that memory does not grow with the number of attempts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ..domain.regrades import ROUNDING, Outcome
from ..models import Attempt, AttemptResult, DrawnItem, Evidence, ItemVersion
from .evidence import corrected_evidence
from .regrade_plan import evidence_in_force
from .rescoring import KeyBook, Rescored, rescored


@dataclass(frozen=True, slots=True)
class Difference:
    attempt: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One batch: how many attempts it held, and what does not hold in them."""

    attempts: int
    differences: list[Difference]


def versions_without_key() -> list[ItemVersion]:
    """Drawn by somebody, and nobody could say any more what was right: no attempt with one can be checked."""
    drawn = DrawnItem.objects.values("version_id")
    return list(ItemVersion.objects.filter(key=None, pk__in=drawn).select_related("item__bank").order_by("pk"))


def check_scores() -> Iterator[Checked]:
    """Every closed attempt, in the order of its making."""
    for batch in rescored(Attempt.objects.select_related("examination"), KeyBook()):
        results, evidence = _results_of(batch), evidence_in_force(batch)
        yield Checked(
            len(batch),
            [
                Difference(one.attempt.public_id, reason)
                for one in batch
                for reason in _reasons(one, results[one.attempt.pk], evidence[one.attempt.pk])
            ],
        )


def _results_of(batch: list[Rescored]) -> dict[int, list[AttemptResult]]:
    found: dict[int, list[AttemptResult]] = defaultdict(list)
    rows = AttemptResult.objects.filter(attempt_id__in=[one.attempt.pk for one in batch])
    for row in rows.order_by("attempt_id", "number"):
        found[row.attempt_id].append(row)
    return found


def _reasons(one: Rescored, results: list[AttemptResult], evidence: list[Evidence]) -> Iterator[str]:
    if str(one.attempt.examination.level) not in one.attempt.cuts:
        yield "has no cut score of its examination's level"
        return
    yield from _unlike(one.held, one.found)
    if [row.number for row in results] != list(range(1, len(results) + 1)) or not results:
        yield f"has results numbered {[row.number for row in results]}: one is missing"
        return
    last = results[-1]
    if last.outcome != one.held:
        yield "shows something else than its latest result"
    if last.key_digest != one.key_digest:
        yield "was scored by other keys than those in force"
    for row, _ in corrected_evidence(evidence, one.attempt, one.sheet):
        yield f"has evidence on {row.competency.code} that does not follow from its answers"


def _unlike(held: Outcome, found: Outcome) -> Iterator[str]:
    if abs(held.points - found.points) > ROUNDING or held.possible != found.possible:
        yield f"has {_points(held)}, its answers earn {_points(found)}"
    if (held.equated is None) != (found.equated is None) or abs(_counted(held) - _counted(found)) > ROUNDING:
        yield f"counts {_counted(held):g} points, its equating says {_counted(found):g}"
    if held.has_passed != found.has_passed:
        yield f"is {_verdict(held)}, its answers say {_verdict(found)}"
    places = [
        place for place, pair in enumerate(zip(held.marks, found.marks, strict=True), start=1) if pair[0] != pair[1]
    ]
    if places:
        yield f"has other marks than its answers earn at {', '.join(map(str, places))}"


def _counted(outcome: Outcome) -> float:
    return outcome.points if outcome.equated is None else outcome.equated


def _points(outcome: Outcome) -> str:
    return f"{outcome.points:g} of {outcome.possible:g} points"


def _verdict(outcome: Outcome) -> str:
    return "passed" if outcome.has_passed else "not passed"
