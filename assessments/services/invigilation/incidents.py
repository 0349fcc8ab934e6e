"""Incidents in the room. A few minutes one invigilator gives back alone; more takes a second person (trust.md, T11)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import User

from ...models import Attempt, AttemptEvent, ExamSession, Incident, Seat
from ..events import keep_event
from ..resting import lock_attempt
from .holding import lock_seat
from .sessions import OPENING_ROLES, InvigilationRefused, lock_session

ALONE = 10  # minutes that one attempt may get by single persons' word, all incidents together
MOST_MINUTES = 120
Status = Incident.Status


@transaction.atomic
def note_incident(*, session: ExamSession, note: str, by: User, at: datetime, seat: Seat | None = None) -> Incident:
    """Nothing but the note."""
    _check_words(note)
    held = lock_session(session) if seat is None else lock_seat(seat, by).session
    if not held.invigilators.filter(pk=by.pk).exists():
        raise InvigilationRefused(_("Only an invigilator of this session can do this."))
    return _noted(held, seat, note, by=by, at=at)


@transaction.atomic
def add_minutes(*, seat: Seat, minutes: int, note: str, by: User, at: datetime) -> Incident:
    """Up to ten minutes an attempt are added at once; beyond them the incident waits for a second person."""
    _check_words(note)
    if not 0 < minutes <= MOST_MINUTES:
        raise InvigilationRefused(_("Between 1 and %(most)s minutes can be added.") % {"most": MOST_MINUTES})
    held = lock_seat(seat, by)
    if held.attempt is None or held.attempt.status != Attempt.Status.OPEN:
        raise InvigilationRefused(_("This person is not working."))
    incident = _noted(held.session, held, note, by=by, at=at, minutes=minutes)
    alone = held.incidents.filter(status=Status.APPLIED, decided_by=None).aggregate(total=Sum("minutes"))["total"] or 0
    if alone + minutes <= ALONE:
        _apply(incident, by=by, at=at)
    else:
        incident.status = Status.WAITING
        incident.save(update_fields=["status"])
    return incident


@transaction.atomic
def decide_incident(*, incident: Incident, approve: bool, by: User, at: datetime) -> Incident:
    """By another invigilator of the session, or by who may open sessions for its unit."""
    held = (
        Incident.objects.select_for_update(of=("self",))
        .select_related("session__unit", "seat__attempt", "seat__learner")
        .get(pk=incident.pk)
    )
    if held.status != Status.WAITING:
        raise InvigilationRefused(_("This was decided already."))
    if not may_decide(held, by):
        raise InvigilationRefused(_("This takes a second person: another invigilator, or a manager of this unit."))
    held.decided_by, held.decided_at = by, at
    held.save(update_fields=["decided_by", "decided_at"])
    if approve:
        _apply(held, by=by, at=at)
    else:
        held.status = Status.DECLINED
        held.save(update_fields=["status"])
        record(by, "incident.declined", held.session, minutes=held.minutes)
    return held


def may_decide(incident: Incident, user: User) -> bool:
    if user.pk == incident.noted_by_id or (incident.seat is not None and incident.seat.learner_id == user.pk):
        return False
    is_invigilator = incident.session.invigilators.filter(pk=user.pk).exists()
    return is_invigilator or scope_of(user, *OPENING_ROLES).covers(incident.session.unit)


def _check_words(note: str) -> None:
    if not note.strip():
        raise InvigilationRefused(_("Please say what happened."))


def _noted(session: ExamSession, seat: Seat | None, note: str, *, by: User, at: datetime, minutes: int = 0) -> Incident:
    incident = Incident.objects.create(
        session=session, seat=seat, note=note.strip(), minutes=minutes, noted_by=by, noted_at=at
    )
    record(by, "incident.noted", session, minutes=minutes)
    return incident


def _apply(incident: Incident, *, by: User, at: datetime) -> None:
    seat = incident.seat
    if seat is None or seat.attempt is None:
        raise InvigilationRefused(_("This person is not working."))
    attempt = lock_attempt(seat.attempt)
    if attempt.status != Attempt.Status.OPEN or at > attempt.deadline:
        raise InvigilationRefused(_("This examination is over."))
    attempt.deadline = attempt.clock.extended(timedelta(minutes=incident.minutes)).deadline
    attempt.counts_for_time_norms = False
    attempt.save(update_fields=["deadline", "counts_for_time_norms"])
    incident.status = Status.APPLIED
    incident.save(update_fields=["status"])
    keep_event(
        attempt=attempt,
        kind=AttemptEvent.Kind.EXTENDED,
        actor=by,
        at=at,
        note=incident.note,
        minutes=float(incident.minutes),
    )
