"""Seats of candidates, and whether one may start from one."""

from datetime import datetime

from lms.people.models import User

from ..domain.retakes import Permission, Refusal
from ..models import Examination, Seat


def seat_of(examination: Examination, learner: User, at: datetime) -> Seat | None:
    """In a session that is open now; one whose attempt has begun is used up."""
    return (
        Seat.objects.filter(
            learner=learner,
            attempt=None,
            session__examination=examination,
            session__closed_at=None,
            session__opens_at__lte=at,
            session__ends_at__gt=at,
        )
        .select_related("session")
        .order_by("session__opens_at", "pk")
        .first()
    )


def next_seat_of(examination: Examination, learner: User, at: datetime) -> Seat | None:
    """In a session that is still to come."""
    coming = Seat.objects.filter(
        learner=learner, session__examination=examination, session__closed_at=None, session__opens_at__gt=at
    )
    return coming.select_related("session").order_by("session__opens_at").first()


def admission(examination: Examination, seat: Seat | None) -> Permission:
    """Whoever has a seat starts from it, once admitted; without one only where no invigilation is required."""
    if seat is None:
        return Permission(Refusal.NO_SEAT) if examination.requires_invigilation else Permission()
    return Permission() if seat.admitted_at is not None else Permission(Refusal.NOT_ADMITTED)
