"""Saying who is expected at a session."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.base.outbox import announce_many
from lms.people.access import scope_of
from lms.people.models import User
from lms.people.selectors.posted import people_in

from ...models import ExamSession, Seat
from .sessions import NOTICE, OPENING_ROLES, InvigilationRefused, lock_session

MOST_SEATS = 500


@transaction.atomic
def seat_people(*, session: ExamSession, people: Iterable[User], by: User) -> int:
    """Expect these people; who has a seat keeps it. Returns how many are new."""
    held = lock_session(session)
    within = people_in(scope_of(by, *OPENING_ROLES))
    wanted = {one.pk for one in people}
    if within.filter(pk__in=wanted).count() < len(wanted):
        raise InvigilationRefused(_("Not all of these people are in your units."))
    if wanted & set(held.invigilators.values_list("pk", flat=True)):
        raise InvigilationRefused(_("Nobody is candidate and invigilator of one session."))
    seated = set(held.seats.values_list("learner_id", flat=True))
    if len(seated | wanted) > MOST_SEATS:
        raise InvigilationRefused(_("A session has %(most)s seats at most.") % {"most": MOST_SEATS})
    new = sorted(wanted - seated)
    Seat.objects.bulk_create([Seat(session=held, learner_id=learner) for learner in new])
    announce_many(NOTICE, ({"session": held.pk, "person": learner} for learner in new))
    record(by, "exam_session.seated", held, added=len(new))
    return len(new)


@transaction.atomic
def free_seat(*, seat: Seat, by: User) -> None:
    """Expect somebody no longer, as long as they have not begun."""
    lock_session(seat.session)
    if Seat.objects.filter(pk=seat.pk, attempt=None, incidents=None).delete()[0] == 0:
        raise InvigilationRefused(_("This person has begun already."))
    record(by, "exam_session.unseated", seat.session, holder=seat.learner.email)
