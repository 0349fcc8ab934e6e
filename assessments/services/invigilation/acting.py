"""What an invigilator does to a running attempt: never to their own, always on record."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import Attempt, AttemptEvent, Seat
from ..delivery import submit_attempt
from ..events import keep_event
from ..locks import hold
from ..resting import run_clock, stop_clock
from .holding import lock_running
from .sessions import InvigilationRefused

Kind = AttemptEvent.Kind
LONGEST_PAUSE = timedelta(hours=4)  # a pause that somebody forgot; then the clock runs again by itself


@transaction.atomic
def pause(*, seat: Seat, by: User, at: datetime, reason: str) -> Attempt:
    """The clock stands still, no task is shown and no answer taken. A break under way ends first."""
    if not reason.strip():
        raise InvigilationRefused(_("Please say why."))
    held = lock_running(seat, by, at)
    if held.stopped_for == Attempt.Stop.PAUSE:
        raise InvigilationRefused(_("This examination is paused already."))
    if held.stopped_at is not None:
        run_clock(held, at)
    stop_clock(held, Attempt.Stop.PAUSE, at, longest=LONGEST_PAUSE)
    keep_event(attempt=held, kind=Kind.PAUSED, actor=by, at=at, note=reason.strip())
    return held


@transaction.atomic
def resume(*, seat: Seat, by: User, at: datetime) -> Attempt:
    held = lock_running(seat, by, at)
    if held.stopped_for != Attempt.Stop.PAUSE:
        raise InvigilationRefused(_("This examination is not paused."))
    used = run_clock(held, at)
    keep_event(attempt=held, kind=Kind.RESUMED, actor=by, at=at, minutes=used.total_seconds() / 60)
    return held


@transaction.atomic
def end_for(*, seat: Seat, by: User, at: datetime, reason: str) -> Attempt:
    """Close this attempt now; what was saved is scored."""
    if not reason.strip():
        raise InvigilationRefused(_("Please say why."))
    hold(seat.learner_id)
    held = lock_running(seat, by, at)
    if held.stopped_at is not None:
        run_clock(held, at)
    closed = submit_attempt(attempt=held, at=at)
    keep_event(attempt=closed, kind=Kind.ENDED, actor=by, at=at, note=reason.strip())
    return closed
