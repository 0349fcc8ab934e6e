"""Going on from an earlier step of a practice run, as if what came after had not been done."""

from datetime import datetime

from django.db import transaction

from lms.base.audit import record

from ..models import CaseAction, CaseRun
from ..selectors.case_resuming import may_be_resumed
from ..selectors.scenarios import log_of
from .casework import begin, hand_in_practice


class NotResumable(Exception):
    """Not practice, not in use any more, or no such step."""


@transaction.atomic
def resume_practice(*, run: CaseRun, step: int, at: datetime) -> CaseRun:
    """A new practice run that begins with the first `step` acts; the old one keeps all of its own.

    Practice of the same scenario that is still open is handed in as it stands, as at any other start.
    """
    scenario, learner = run.version.scenario, run.learner
    if not may_be_resumed(run):
        raise NotResumable(run.public_id)
    hand_in_practice(scenario=scenario, learner=learner, at=at)
    log = log_of(run)
    if not 0 < step < len(log):
        raise NotResumable(run.public_id, step)
    fresh = begin(run.version, learner, variant=run.variant, at=at, resumed_from=run, resumed_at_step=step)
    CaseAction.objects.bulk_create(
        CaseAction(run=fresh, seq=seq, action=action, at=at) for seq, action in enumerate(log[:step], start=1)
    )
    record(learner, "case.resumed", fresh, source=str(run.public_id), step=step)
    return fresh
