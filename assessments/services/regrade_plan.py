"""What a regrade would do, worked out from stored responses before anything is written."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from lms.lib.canonical import digest

from ..domain.regrade_report import Line, Tally, tally, weightiest_first
from ..domain.regrades import Change
from ..domain.score_sheet import Ruling
from ..models import Attempt, DrawnItem, Evidence, ItemKey, ItemVersion, Regrade
from .evidence import corrected_evidence
from .marking import Key, key_for
from .rescoring import KeyBook, Rescored, rescored


@dataclass(frozen=True, slots=True)
class Plan:
    key_number: int  # of the key to be replaced
    lines: list[Line]

    @property
    def tally(self) -> Tally:
        return tally(line.change for line in self.lines)

    @property
    def seen(self) -> list[Line]:
        """Those whose result changes: passes that come or go first, then the largest change."""
        return weightiest_first(line for line in self.lines if line.change.is_seen)

    @property
    def lost(self) -> list[Line]:
        return [line for line in self.lines if line.change.loses_pass]

    @property
    def evidence(self) -> int:
        return sum(line.evidence for line in self.lines)

    @property
    def before(self) -> list[object]:
        return [[str(line.public_id), line.change.before.as_data()] for line in self.lines]

    @property
    def after(self) -> list[object]:
        return [[str(line.public_id), line.change.after.as_data()] for line in self.lines]


def plan_of(regrade: Regrade) -> Plan:
    """`regrade` may be unsaved. Two queries for each two hundred attempts, and one for their evidence."""
    held = ItemKey.objects.get(version=regrade.version)
    lines = [
        line for batch in rescored(attempts_that_met(regrade.version), book_for(regrade)) for line in _lines(batch)
    ]
    return Plan(held.number, lines)


def fingerprint_of(regrade: Regrade, plan: Plan) -> str:
    """Of the report that a decision is based on: it says the same as long as the decision would do the same."""
    return digest([regrade.kind, regrade.right, plan.key_number, plan.before, plan.after])[:24]


def book_for(regrade: Regrade) -> KeyBook:
    """All keys as they are in force, but for the one of the regrade."""
    return KeyBook({regrade.version_id: amended_key(regrade)})


def amended_key(regrade: Regrade) -> Key:
    version, ruling = regrade.version, Ruling.SCORED
    right = regrade.right
    if regrade.kind != Regrade.Kind.REKEY:
        right, ruling = ItemKey.objects.get(version=version).right, Ruling(regrade.kind)
    return key_for(version.kind, version.body, version.competency.code, right=right, ruling=ruling)


def attempts_that_met(version: ItemVersion) -> QuerySet[Attempt]:
    drew = DrawnItem.objects.filter(version=version).values("attempt_id")
    return Attempt.objects.filter(pk__in=drew).select_related("examination", "learner")


def evidence_in_force(batch: list[Rescored]) -> dict[int, list[Evidence]]:
    """Attempt → rows with their competencies, without those that a decided contest put in place: they stand."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.in_force().filter(attempt_id__in=[one.attempt.pk for one in batch], correction_of=None)
    for row in rows.select_related("competency"):
        found[row.attempt_id or 0].append(row)
    return found


def _lines(batch: list[Rescored]) -> list[Line]:
    evidence = evidence_in_force(batch)
    return [
        Line(
            attempt_id=one.attempt.pk,
            public_id=one.attempt.public_id,
            learner_id=one.attempt.learner_id,
            name=one.attempt.learner.name,
            examination=one.attempt.examination.code,
            closed_at=one.attempt.closed_at or one.attempt.deadline,
            change=Change(one.held, one.found),
            evidence=len(corrected_evidence(evidence[one.attempt.pk], one.attempt, one.sheet)),
        )
        for one in batch
    ]
