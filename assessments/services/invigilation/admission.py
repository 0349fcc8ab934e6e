"""Letting candidates in: by the code told in the room, or one by one."""

from datetime import datetime
from secrets import compare_digest

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...models import Seat
from .holding import lock_seat
from .sessions import InvigilationRefused

MOST_TRIES = 10  # with a code; then only an invigilator lets one in


@transaction.atomic
def arrive(*, seat: Seat, at: datetime) -> Seat:
    """The candidate says: I am here."""
    if seat.arrived_at is None:
        seat.arrived_at = at
        seat.save(update_fields=["arrived_at"])
    return seat


@transaction.atomic
def admit_by_code(*, seat: Seat, code: str, at: datetime) -> bool:
    """False for a wrong code. Wrong codes are counted, so that nobody guesses one from outside the room."""
    held = Seat.objects.select_for_update(of=("self",)).select_related("session", "learner").get(pk=seat.pk)
    if held.admitted_at is not None:
        return True
    if held.code_tries >= MOST_TRIES:
        raise InvigilationRefused(_("Too many wrong codes. Please ask the invigilator to let you in."))
    held.arrived_at = held.arrived_at or at
    is_right = compare_digest(code.encode(), held.session.code.encode())
    if is_right:
        held.admitted_at = at
        record(held.learner, "seat.admitted", held.session, holder=held.learner.email)
    else:
        held.code_tries += 1
    held.save(update_fields=["arrived_at", "admitted_at", "code_tries"])
    return is_right


@transaction.atomic
def admit(*, seat: Seat, by: User, at: datetime) -> Seat:
    held = lock_seat(seat, by)
    if held.admitted_at is None:
        held.arrived_at, held.admitted_at, held.admitted_by = held.arrived_at or at, at, by
        held.save(update_fields=["arrived_at", "admitted_at", "admitted_by"])
        record(by, "seat.admitted", held.session, holder=held.learner.email)
    return held
