"""The writing of an approved regrade, batch by batch inside one transaction."""

from datetime import datetime

from django.db.models import Max

from lms.base.audit import Entry, record_many
from lms.base.outbox import announce_many
from lms.people.models import User

from ..domain.regrade_report import Line
from ..domain.regrades import Outcome
from ..models import Attempt, AttemptResult, DrawnItem, Evidence, Regrade
from ..signals import attempt_scored, pass_withdrawn
from .evidence import corrected_evidence
from .levels.recomputing import recompute_people
from .marking import equated_facts
from .regrade_plan import Plan, attempts_that_met, book_for, evidence_in_force
from .rescoring import Rescored, rescored

NOTICE = "assessments.regraded"


def rewrite_results(*, regrade: Regrade, plan: Plan, by: User, at: datetime) -> None:
    """Everybody who met the item gets a new result row; attempts, evidence and log follow where it says otherwise.

    Call with the people of the plan held and the new key written. Who rises may be due a certificate (the news tells);
    who loses a pass loses no certificate by it.
    """
    touched: set[int] = set()
    for batch in rescored(attempts_that_met(regrade.version), book_for(regrade)):
        changed = [one for one in batch if one.held != one.found]
        _store_results(batch, regrade, at)
        touched |= _correct_evidence(batch, at)
        _put_in_force(changed)
    # All at once: counts are written in one order, and nothing waits for one after the log is written to.
    recompute_people(learner_ids=sorted(touched), at=at)
    seen = plan.seen
    record_many([_entry(line, regrade, by, at) for line in seen])
    announce_many(NOTICE, ({"attempt": line.attempt_id, "regrade": regrade.pk} for line in seen))
    for line in seen:
        if line.change.loses_pass:
            pass_withdrawn.send(sender=Attempt, attempt_id=line.attempt_id, learner_id=line.learner_id)
        elif line.change.rises:
            attempt_scored.send(sender=Attempt, attempt_id=line.attempt_id, learner_id=line.learner_id)


def _store_results(batch: list[Rescored], regrade: Regrade, at: datetime) -> None:
    ids = [one.attempt.pk for one in batch]
    rows = AttemptResult.objects.filter(attempt_id__in=ids).order_by()
    last = dict(rows.values("attempt_id").annotate(last=Max("number")).values_list("attempt_id", "last"))
    AttemptResult.objects.bulk_create([_result(one, last[one.attempt.pk] + 1, regrade, at) for one in batch])


def _result(one: Rescored, number: int, regrade: Regrade, at: datetime) -> AttemptResult:
    found = one.found
    return AttemptResult(
        attempt=one.attempt,
        number=number,
        points=found.points,
        possible=found.possible,
        equated=found.equated,
        has_passed=found.has_passed,
        marks=list(found.marks),
        key_digest=one.key_digest,
        regrade=regrade,
        at=at,
    )


def _correct_evidence(batch: list[Rescored], at: datetime) -> set[int]:
    """Whose evidence is another now."""
    held = evidence_in_force(batch)
    corrections = [pair for one in batch for pair in corrected_evidence(held[one.attempt.pk], one.attempt, one.sheet)]
    Evidence.objects.filter(pk__in=[old.pk for old, _ in corrections]).update(superseded_at=at)
    Evidence.objects.bulk_create([new for _, new in corrections if new is not None])
    return {old.learner_id for old, _ in corrections}


def _put_in_force(changed: list[Rescored]) -> None:
    """The columns of the attempts, and the marks of their places."""
    rows: list[DrawnItem] = []
    for one in changed:
        found = one.found
        for row, mark in zip(one.drawn, found.marks, strict=True):
            if row.mark != mark:
                rows.append(DrawnItem(pk=row.pk, mark=mark))
        _write(one.attempt, found)
    DrawnItem.objects.bulk_update(rows, ["mark"])
    Attempt.objects.bulk_update([one.attempt for one in changed], ["score", "max_score", "equated_score", "has_passed"])


def _write(attempt: Attempt, found: Outcome) -> None:
    attempt.score, attempt.max_score, attempt.has_passed = found.points, found.possible, found.has_passed
    attempt.equated_score = found.equated


def _entry(line: Line, regrade: Regrade, by: User, at: datetime) -> Entry:
    before, after = line.change.before, line.change.after
    return Entry(
        action="attempt.regraded",
        actor=by,
        target=Attempt(pk=line.attempt_id, public_id=line.public_id),
        detail={
            "examination": line.examination,
            "regrade": str(regrade.public_id),
            "points_before": f"{before.points:.3f}",
            "points": f"{after.points:.3f}",
            "possible": after.possible,
            "passed_before": before.has_passed,
            "has_passed": after.has_passed,
            **equated_facts(after.equated),
        },
        at=at,
    )
