"""Who may decide about a contest: nobody about their own case, nor about what they had a part in."""

from django.db.models import Q, QuerySet

from lms.people.access import scope_of
from lms.people.models import Role, User
from lms.people.selectors.posted import people_in
from lms.people.selectors.seniority import superiors_of

from .evidence_permissions import certificates_for, portfolios_for
from .models import AttemptEvent, DrawnItem, EvidenceContest, EvidenceEntry, ExamSession, PortfolioRating, TextMark

DECIDING_ROLES = (Role.LINE_MANAGER, Role.TRAINING_MANAGER, Role.REVIEWER)

Kind = EvidenceEntry.Kind


def contests_for(user: User) -> QuerySet[EvidenceContest]:
    """Those that this person may decide, and those that they decided."""
    may = _of_examinations(user) | _of_cases(user) | _of_ratings(user) | _of_portfolios(user) | _of_certificates(user)
    return EvidenceContest.objects.filter(may | Q(decided_by=user)).exclude(evidence__learner=user)


def _of_examinations(user: User) -> Q:
    """For reviewers of the bank who wrote none of the tasks, marked none of the texts and watched over no seat."""
    banks = scope_of(user, Role.REVIEWER).condition("evidence__attempt__examination__bank__unit__path")
    wrote = DrawnItem.objects.filter(version__author=user).values("attempt_id")
    marked = TextMark.objects.filter(marker=user).values("drawn__attempt_id")
    acted = AttemptEvent.objects.filter(actor=user).values("attempt_id")
    rooms = ExamSession.objects.filter(invigilators=user).values("pk")
    had_part = (
        Q(evidence__attempt__in=wrote)
        | Q(evidence__attempt__in=marked)
        | Q(evidence__attempt__in=acted)
        | Q(evidence__attempt__seat__session__in=rooms)
        | Q(evidence__attempt__seat__admitted_by=user)
    )
    return Q(evidence__attempt__isnull=False) & banks & ~had_part


def _of_cases(user: User) -> Q:
    scenarios = scope_of(user, Role.REVIEWER).condition("evidence__case_run__version__scenario__unit__path")
    return Q(evidence__case_run__isnull=False) & scenarios & ~Q(evidence__case_run__version__author=user)


def _of_ratings(user: User) -> Q:
    """For another manager or training manager of the person's units, who is no subordinate of theirs."""
    people = people_in(scope_of(user, Role.LINE_MANAGER, Role.TRAINING_MANAGER))
    people = people.exclude(pk__in=superiors_of(user).values("pk"))
    return _about(Kind.SUPERVISOR) & Q(evidence__learner__in=people) & ~Q(evidence__entry__entered_by=user)


def _of_portfolios(user: User) -> Q:
    """For a fresh rater."""
    rated = PortfolioRating.objects.filter(rater=user).values("entry_id")
    return Q(evidence__entry__in=portfolios_for(user).exclude(pk__in=rated).values("pk"))


def _of_certificates(user: User) -> Q:
    """For a training manager who neither checked the document nor made the mapping."""
    part = Q(evidence__entry__certificate__checked_by=user)
    part |= Q(evidence__entry__certificate__mapping__proposed_by=user)
    part |= Q(evidence__entry__certificate__mapping__decided_by=user)
    return Q(evidence__entry__in=certificates_for(user).values("pk")) & ~part


def _about(kind: EvidenceEntry.Kind) -> Q:
    return Q(evidence__entry__kind=kind)
