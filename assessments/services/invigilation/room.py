"""What an invigilator does for the whole room at once; never to themselves."""

from datetime import datetime

from django.db import transaction

from lms.people.models import User

from ...models import Attempt, ExamSession
from .acting import pause, resume
from .admission import admit
from .holding import lock_room


@transaction.atomic
def admit_all_present(*, session: ExamSession, by: User, at: datetime) -> int:
    """Everybody who said that they are here; returns how many."""
    lock_room(session)
    waiting = list(session.seats.filter(admitted_at=None, arrived_at__isnull=False).exclude(learner=by).order_by("pk"))
    for seat in waiting:
        admit(seat=seat, by=by, at=at)
    return len(waiting)


@transaction.atomic
def pause_everybody(*, session: ExamSession, by: User, at: datetime, reason: str) -> int:
    """As for an alarm: everybody who is working; returns how many."""
    lock_room(session)
    running = session.seats.filter(attempt__status=Attempt.Status.OPEN, attempt__deadline__gte=at)
    seats = list(running.exclude(attempt__stopped_for=Attempt.Stop.PAUSE).exclude(learner=by).order_by("pk"))
    for seat in seats:
        pause(seat=seat, by=by, at=at, reason=reason)
    return len(seats)


@transaction.atomic
def resume_everybody(*, session: ExamSession, by: User, at: datetime) -> int:
    lock_room(session)
    paused = session.seats.filter(attempt__status=Attempt.Status.OPEN, attempt__deadline__gte=at)
    seats = list(paused.filter(attempt__stopped_for=Attempt.Stop.PAUSE).exclude(learner=by).order_by("pk"))
    for seat in seats:
        resume(seat=seat, by=by, at=at)
    return len(seats)
