"""A candidate calls the invigilator, who answers."""

from datetime import datetime

from django.db import transaction

from lms.people.models import User

from ...models import Attempt, AttemptEvent, Seat
from ..events import keep_event
from .holding import lock_seat

Kind = AttemptEvent.Kind


@transaction.atomic
def raise_hand(*, attempt: Attempt, at: datetime) -> None:
    """The candidate calls; a second call while the first one waits changes nothing."""
    if Seat.objects.filter(attempt=attempt, hand_raised_at=None).update(hand_raised_at=at):
        keep_event(attempt=attempt, kind=Kind.HAND_RAISED, actor=attempt.learner, at=at)


@transaction.atomic
def lower_hand(*, seat: Seat, by: User, at: datetime) -> None:
    held = lock_seat(seat, by)
    if held.hand_raised_at is not None and held.attempt is not None:
        held.hand_raised_at = None
        held.save(update_fields=["hand_raised_at"])
        keep_event(attempt=held.attempt, kind=Kind.HAND_LOWERED, actor=by, at=at)
