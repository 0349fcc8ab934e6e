"""Rows of a room that an act holds until its transaction ends, in the order of `services.locks`."""

from datetime import datetime

from django.utils.translation import gettext as _

from lms.people.models import User

from ...models import Attempt, ExamSession, Seat
from ..resting import lock_attempt
from .sessions import InvigilationRefused


def lock_seat(seat: Seat, by: User) -> Seat:
    """A seat of an open session whose invigilator this person is, held until the transaction ends."""
    held = (
        Seat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("session", "learner", "attempt__learner")
        .get(pk=seat.pk)
    )
    if held.session.closed_at is not None:
        raise InvigilationRefused(_("This session is closed."))
    if held.learner_id == by.pk or not held.session.invigilators.filter(pk=by.pk).exists():
        raise InvigilationRefused(_("Only an invigilator of this session can do this, and never for themselves."))
    return held


def lock_room(session: ExamSession) -> None:
    """All seats, then all their attempts, before the first act writes to the log: see `services.locks`."""
    list(Seat.objects.select_for_update(no_key=True).only("pk").filter(session=session).order_by("pk"))
    attempts = Attempt.objects.select_for_update(of=("self",), no_key=True).only("pk")
    list(attempts.filter(seat__session=session).order_by("pk"))


def lock_running(seat: Seat, by: User, at: datetime) -> Attempt:
    held = lock_seat(seat, by)
    if held.attempt is None:
        raise InvigilationRefused(_("This person has not begun."))
    attempt = lock_attempt(held.attempt)
    if attempt.status != Attempt.Status.OPEN or at > attempt.deadline:
        raise InvigilationRefused(_("This examination is over."))
    return attempt
