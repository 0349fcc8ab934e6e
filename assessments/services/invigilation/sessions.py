"""Setting up a session, and closing it once nothing is left undone."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.base.outbox import announce_many
from lms.people.access import scope_of
from lms.people.models import OrgUnit, Role, User

from ...models import Attempt, Examination, ExamSession, Incident
from ..duties import refresh_session_duties

OPENING_ROLES = (Role.TRAINING_MANAGER, Role.HR_VIEWER)
NOTICE = "assessments.session"


class InvigilationRefused(Exception):
    """This step cannot be taken; the message says why, in words for who tried."""


@transaction.atomic
def open_session(
    *,
    examination: Examination,
    unit: OrgUnit,
    place: str,
    opens_at: datetime,
    ends_at: datetime,
    invigilators: Collection[User],
    by: User,
    at: datetime,
) -> ExamSession:
    if not scope_of(by, *OPENING_ROLES).covers(unit):
        raise InvigilationRefused(_("This unit is not among yours."))
    if not invigilators:
        raise InvigilationRefused(_("A session needs an invigilator."))
    session = ExamSession.objects.create(
        examination=examination,
        unit=unit,
        place=place,
        opens_at=opens_at,
        ends_at=ends_at,
        opened_by=by,
        opened_at=at,
    )
    session.invigilators.set(invigilators)
    refresh_session_duties([one.pk for one in invigilators])
    announce_many(NOTICE, ({"session": session.pk, "person": one.pk} for one in invigilators))
    record(by, "exam_session.opened", session, examination=examination.code, unit=unit.code, people=len(invigilators))
    return session


@transaction.atomic
def close_session(*, session: ExamSession, by: User, at: datetime) -> ExamSession:
    """Nobody starts any more. Refused while somebody works or an incident waits for its second person."""
    held = lock_session(session)
    if held.seats.filter(attempt__status=Attempt.Status.OPEN).exists():
        raise InvigilationRefused(_("Somebody is still working. End their examination, or wait for it."))
    if held.incidents.filter(status=Incident.Status.WAITING).exists():
        raise InvigilationRefused(_("An incident still waits for its second person."))
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    refresh_session_duties(list(held.invigilators.values_list("pk", flat=True)))
    record(by, "exam_session.closed", held, people=held.seats.exclude(attempt=None).count())
    return held


@transaction.atomic
def require_invigilation(*, examination: Examination, required: bool, by: User) -> None:
    """From now on for everybody who starts; running attempts go on as they began."""
    Examination.objects.filter(pk=examination.pk).update(requires_invigilation=required)
    record(by, "examination.invigilation_set", examination, required=required)


def lock_session(session: ExamSession) -> ExamSession:
    """An open session, held until the transaction ends."""
    held = ExamSession.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    if held.closed_at is not None:
        raise InvigilationRefused(_("This session is closed."))
    return held
