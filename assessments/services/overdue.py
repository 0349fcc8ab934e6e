"""Closing what nobody submitted: everything that was saved counts."""

import logging
from datetime import datetime

from ..models import Attempt, CaseRun
from ..selectors.scenarios import runs_with_version
from .casework import close_if_overdue as close_run_if_overdue
from .delivery import NETWORK_GRACE, submit_attempt

logger = logging.getLogger(__name__)


def close_overdue(*, at: datetime) -> int:
    """Score every open attempt whose time is over; returns how many. One that cannot be scored stops no other."""
    count = 0
    for attempt in list(Attempt.objects.filter(status=Attempt.Status.OPEN, deadline__lt=at - NETWORK_GRACE)):
        try:
            submit_attempt(attempt=attempt, at=at)
            count += 1
        except Exception:
            logger.exception("attempt %s cannot be closed", attempt.public_id)
    return count


def close_overdue_cases(*, at: datetime) -> int:
    """The same for examined cases."""
    count = 0
    for run in list(runs_with_version().filter(status=CaseRun.Status.OPEN, deadline__lt=at - NETWORK_GRACE)):
        try:
            count += close_run_if_overdue(run=run, at=at).status != CaseRun.Status.OPEN
        except Exception:
            logger.exception("case run %s cannot be closed", run.public_id)
    return count


def close_if_overdue(*, attempt: Attempt, at: datetime) -> Attempt:
    if attempt.status == Attempt.Status.OPEN and at > attempt.deadline + NETWORK_GRACE:
        return submit_attempt(attempt=attempt, at=at)
    return attempt
