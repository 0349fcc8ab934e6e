"""A case from the answer of the person to the decision of two reviewers, and the appeal to a third one.

The log says which step was taken in which case; never who the candidate is, nor a word of what was written.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.base.outbox import announce
from lms.people.models import User

from ...models import ConductCase
from .effects import put_back, set_aside
from .refusal import ConductRefused, refusal_to_decide, refusal_to_hear_appeal, refusal_to_work_on
from .runs import NOTICE

Status, Verdict = ConductCase.Status, ConductCase.Finding

TIME_TO_APPEAL = timedelta(days=30)


def may_answer(case: ConductCase) -> bool:
    """Once, and until somebody has written a finding: an answer that comes late is read as well."""
    return case.status == Status.OPEN and case.answered_at is None


def is_heard(case: ConductCase, at: datetime) -> bool:
    return case.answered_at is not None or at >= case.answer_by


def may_appeal(case: ConductCase, at: datetime) -> bool:
    decided = case.decided_at
    return (
        case.status == Status.SET_ASIDE
        and case.appealed_at is None
        and decided is not None
        and at < decided + TIME_TO_APPEAL
    )


@transaction.atomic
def answer_case(*, case: ConductCase, text: str, at: datetime) -> ConductCase:
    """By the candidate; the view has asked who that is. The log names nobody, so that it tells nobody of the case."""
    held = _held(case)
    if not may_answer(held):
        raise ConductRefused(_("This case takes no answer any more."))
    held.answer, held.answered_at = text.strip(), at
    held.save(update_fields=["answer", "answered_at"])
    record(None, "conduct.answered", held)
    return held


@transaction.atomic
def write_finding(
    *, case: ConductCase, finding: ConductCase.Finding, reason: str, by: User, at: datetime
) -> ConductCase:
    """Nothing changes for the person before somebody else confirms it."""
    held = _held(case)
    if held.status != Status.OPEN:
        raise ConductRefused(_("Somebody has written a finding already."))
    if refusal := refusal_to_work_on(held, by):
        raise ConductRefused(refusal)
    if finding != Verdict.UNFOUNDED and not is_heard(held, at):
        raise ConductRefused(_("The person has not been heard yet, and still has time to answer."))
    held.status, held.finding, held.reason = Status.PROPOSED, finding, reason.strip()
    held.found_by, held.found_at = by, at
    held.save(update_fields=["status", "finding", "reason", "found_by", "found_at"])
    record(by, "conduct.finding_written", held)
    return held


@transaction.atomic
def return_finding(*, case: ConductCase, comment: str, by: User) -> ConductCase:
    """Back to open, with a word to the reviewers."""
    held = _to_decide(case, by)
    if not comment.strip():
        raise ConductRefused(_("Please say in the comment what is meant."))
    held.status, held.finding, held.reason, held.found_by, held.found_at = Status.OPEN, "", "", None, None
    held.comment = comment.strip()
    held.save(update_fields=["status", "finding", "reason", "found_by", "found_at", "comment"])
    record(by, "conduct.finding_returned", held)
    return held


@transaction.atomic
def confirm_finding(*, case: ConductCase, by: User, at: datetime) -> ConductCase:
    held = _to_decide(case, by)
    aside = held.finding == Verdict.SET_ASIDE
    held.status = Status.SET_ASIDE if aside else Status.CLEARED
    held.decided_by, held.decided_at = by, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    if aside:
        set_aside(attempt=held.attempt, at=at)
    record(by, "conduct.decided", held)
    announce(NOTICE, {"case": held.pk, "news": "decided"})
    return held


@transaction.atomic
def appeal(*, case: ConductCase, text: str, at: datetime) -> ConductCase:
    """By the candidate."""
    held = _held(case)
    if not may_appeal(held, at):
        raise ConductRefused(_("This case takes no appeal any more."))
    held.appeal, held.appealed_at = text.strip(), at
    held.save(update_fields=["appeal", "appealed_at"])
    record(None, "conduct.appealed", held)
    return held


@transaction.atomic
def allow_appeal(*, case: ConductCase, reason: str, by: User, at: datetime) -> ConductCase:
    return _hear(case, Status.PUT_BACK, reason, by=by, at=at)


@transaction.atomic
def decline_appeal(*, case: ConductCase, reason: str, by: User, at: datetime) -> ConductCase:
    return _hear(case, Status.UPHELD, reason, by=by, at=at)


def _hear(case: ConductCase, status: ConductCase.Status, reason: str, *, by: User, at: datetime) -> ConductCase:
    held = _held(case)
    if held.status != Status.SET_ASIDE or held.appealed_at is None:
        raise ConductRefused(_("No appeal waits in this case."))
    if refusal := refusal_to_hear_appeal(held, by):
        raise ConductRefused(refusal)
    if not reason.strip():
        raise ConductRefused(_("Please give the reason: the person reads it."))
    held.status, held.appeal_by, held.appeal_decided_at, held.appeal_reason = status, by, at, reason.strip()
    held.save(update_fields=["status", "appeal_by", "appeal_decided_at", "appeal_reason"])
    if status == Status.PUT_BACK:
        put_back(attempt=held.attempt)
    record(by, "conduct.appeal_decided", held)
    announce(NOTICE, {"case": held.pk, "news": "appeal"})
    return held


def _to_decide(case: ConductCase, by: User) -> ConductCase:
    held = _held(case)
    if held.status != Status.PROPOSED:
        raise ConductRefused(_("No finding waits for a second person."))
    if refusal := refusal_to_decide(held, by):
        raise ConductRefused(refusal)
    return held


def _held(case: ConductCase) -> ConductCase:
    return (
        ConductCase.objects.select_for_update(of=("self",), no_key=True)
        .select_related("run__examination__bank__unit", "attempt__seat__session")
        .get(pk=case.pk)
    )
