"""A contested row of evidence on its way: filed by the person, decided by somebody who had no part in it.

The row counts until the decision. A correction is a new row in the place of the contested one, so the level follows
at once. The log says which step was taken, never a word of what was written.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...contest_permissions import contests_for
from ...models import Evidence, EvidenceContest, EvidenceEntry
from ...selectors.entries.deciders import deciders_of
from ...signals import evidence_changed
from ..evidence_rows import supersede, with_value
from ..levels.following import follow_evidence
from ..locks import hold
from .notices import announce_contest
from .refusal import EntryRefused

Status = EvidenceContest.Status
TIME_TO_DECIDE = timedelta(days=30)


def may_contest(row: Evidence, user: User) -> bool:
    """One's own row in force, once. A self-rating is withdrawn instead, and a decision is not contested here again."""
    return (
        row.learner_id == user.pk
        and row.superseded_at is None
        and row.kind != Evidence.Kind.SELF_RATING
        and not EvidenceContest.objects.filter(correction=row).exists()
        and not row.contests.exclude(status=Status.WITHDRAWN).exists()
    )


@transaction.atomic
def file_contest(*, row: Evidence, reasons: str, by: User, at: datetime) -> EvidenceContest:
    hold(row.learner_id)
    held = Evidence.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if not may_contest(held, by):
        raise EntryRefused(_("This entry cannot be contested, or it is contested already."))
    try:
        with transaction.atomic():
            contest = EvidenceContest.objects.create(
                evidence=held,
                reasons=reasons.strip(),
                filed_at=at,
                filed_by=by,
                due_on=timezone.localdate(at + TIME_TO_DECIDE),
            )
    except IntegrityError:
        raise EntryRefused(_("This entry cannot be contested, or it is contested already.")) from None
    record(by, "evidence.contested", contest)
    announce_contest(contest, "filed", [one.pk for one in deciders_of(contest)])
    return contest


@transaction.atomic
def withdraw_contest(*, contest: EvidenceContest, by: User, at: datetime) -> EvidenceContest:
    """By the person, who may then contest the row again."""
    held = _held(contest)
    if held.filed_by_id != by.pk:
        raise EntryRefused(_("Only who filed the contest can take it back."))
    held.status, held.decided_at = Status.WITHDRAWN, at
    held.save(update_fields=["status", "decided_at"])
    record(by, "evidence.contest_withdrawn", held)
    return held


@transaction.atomic
def uphold(*, contest: EvidenceContest, reason: str, by: User, at: datetime) -> EvidenceContest:
    return _decide(_decidable(contest, by), Status.UPHELD, reason, by=by, at=at)


@transaction.atomic
def correct(*, contest: EvidenceContest, value: float, reason: str, by: User, at: datetime) -> EvidenceContest:
    """`value`: what the row should say on the level scale; everything else of it stays."""
    held = _decidable(contest, by, must_count=True)
    row = held.evidence
    if not 0 <= value <= row.ceiling:
        raise EntryRefused(_("This is more than the instrument can show."))
    supersede([row], at=at)
    held.correction = with_value(row, value)
    held.correction.save()
    follow_evidence([row])
    decided = _decide(held, Status.CORRECTED, reason, by=by, at=at)
    evidence_changed.send(sender=Evidence, learner_id=row.learner_id)
    return decided


@transaction.atomic
def strike_out(*, contest: EvidenceContest, reason: str, by: User, at: datetime) -> EvidenceContest:
    held = _decidable(contest, by, must_count=True)
    supersede([held.evidence], at=at)
    follow_evidence([held.evidence])
    entry = held.evidence.entry
    if entry is not None and not Evidence.objects.in_force().filter(entry=entry).exists():
        entry.status, entry.ended_at = EvidenceEntry.Status.STRUCK_OUT, at
        entry.save(update_fields=["status", "ended_at"])
    return _decide(held, Status.STRUCK_OUT, reason, by=by, at=at)


@transaction.atomic
def close_as_overtaken(*, contest: EvidenceContest, by: User, at: datetime) -> EvidenceContest:
    """The row ended meanwhile by itself: there is nothing left to decide, and the row in its place may be contested."""
    held = _decidable(contest, by)
    if held.evidence.superseded_at is None:
        raise EntryRefused(_("The entry counts: it takes a decision."))
    return _decide(held, Status.OVERTAKEN, _("The entry no longer counted when it was looked at."), by=by, at=at)


def _decide(
    held: EvidenceContest, status: EvidenceContest.Status, reason: str, *, by: User, at: datetime
) -> EvidenceContest:
    if not reason.strip():
        raise EntryRefused(_("Please give the reason: the person reads it."))
    held.status, held.decision, held.decided_by, held.decided_at = status, reason.strip(), by, at
    held.save(update_fields=["status", "decision", "decided_by", "decided_at", "correction"])
    record(by, "evidence.contest_decided", held, outcome=str(status))
    announce_contest(held, "decided", [held.filed_by_id])
    return held


def _decidable(contest: EvidenceContest, by: User, *, must_count: bool = False) -> EvidenceContest:
    held = _held(contest)
    if not contests_for(by).filter(pk=held.pk).exists():
        raise EntryRefused(_("Only somebody who had no part in the entry can decide about it."))
    if must_count and held.evidence.superseded_at is not None:
        raise EntryRefused(_("The entry no longer counts. Close the contest as overtaken."))
    return held


def _held(contest: EvidenceContest) -> EvidenceContest:
    hold(contest.evidence.learner_id)
    rows = EvidenceContest.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("evidence__entry", "evidence__competency").get(pk=contest.pk)
    if not held.is_open:
        raise EntryRefused(_("This contest is decided or was taken back."))
    return held
