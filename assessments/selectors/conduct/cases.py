"""Cases of conduct, for the two who may know of them: the candidate, and the reviewers of the bank.

Not a superior's eyes: a reviewer who is also line manager or HR viewer over the candidate does not find the case.
"""

from datetime import datetime

from django.db.models import Q, QuerySet

from lms.people.access import scope_of
from lms.people.models import Role, RoleAssignment, User

from ...models import AttemptEvent, ConductCase, ConductRun, Examination

Status = ConductCase.Status

SUPERIORS = (Role.LINE_MANAGER, Role.HR_VIEWER)


def runs_of(examination: Examination) -> QuerySet[ConductRun]:
    return ConductRun.objects.filter(examination=examination).select_related("started_by", "decided_by")


def cases_of(examination: Examination, reader: User) -> QuerySet[ConductCase]:
    return reviewed_by(reader).filter(run__examination=examination)


def reviewed_by(reader: User) -> QuerySet[ConductCase]:
    """What this reviewer may see; nothing of the reader's own, nor of anybody whose superior the reader is."""
    banks = scope_of(reader, Role.REVIEWER).condition("run__examination__bank__unit__path")
    found = ConductCase.objects.filter(banks).select_related(
        "run__examination__bank__unit", "attempt__learner", "found_by", "decided_by", "appeal_by"
    )
    scope = scope_of(reader, *SUPERIORS)
    if scope.is_everything:
        return found.none()
    led = RoleAssignment.objects.current().filter(scope.condition("unit__path")).values("user_id")
    return found.exclude(attempt__learner=reader).exclude(attempt__learner__in=led)


def cases_waiting_for(reader: User, at: datetime) -> QuerySet[ConductCase]:
    """Where this reviewer may take the next step; who watched over the sitting learns so on the page of the case."""
    heard = Q(status=Status.OPEN) & (Q(answered_at__isnull=False) | Q(answer_by__lte=at))
    proposed = Q(status=Status.PROPOSED) & ~Q(found_by=reader)
    appealed = Q(status=Status.SET_ASIDE, appealed_at__isnull=False) & ~Q(found_by=reader) & ~Q(decided_by=reader)
    return reviewed_by(reader).filter(heard | proposed | appealed)


def partner_cases(case: ConductCase, reader: User) -> QuerySet[ConductCase]:
    """The cases of the other sittings that this one is paired with, as far as this reviewer may see them."""
    partners = {one["partner"] for one in case.facts} - {None}
    return cases_of(case.run.examination, reader).filter(attempt__in=partners)


def own_cases(user: User) -> QuerySet[ConductCase]:
    return ConductCase.objects.filter(attempt__learner=user).select_related("attempt__examination")


def watched_over(case: ConductCase, user: User) -> bool:
    """Let the candidate in, invigilated the room, or acted on the sitting."""
    seat = getattr(case.attempt, "seat", None)
    if seat and (seat.admitted_by_id == user.pk or seat.session.invigilators.filter(pk=user.pk).exists()):
        return True
    return AttemptEvent.objects.filter(attempt=case.attempt, actor=user).exists()
