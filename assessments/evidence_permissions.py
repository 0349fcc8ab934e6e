"""Who may rate and check whose evidence. Each rule is a query that queue, gate and service share.

Nobody meets their own case here, nor what they had a part in.
"""

from django.db.models import QuerySet

from lms.people.access import scope_of
from lms.people.models import Role, User
from lms.people.selectors.posted import people_in
from lms.people.selectors.seniority import superiors_of

from .models import EvidenceEntry

RATING_ROLES = (Role.REVIEWER, Role.TRAINING_MANAGER)

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


def people_to_rate(user: User) -> QuerySet[User]:
    """Of the units one leads; never oneself nor a superior."""
    led = people_in(scope_of(user, Role.LINE_MANAGER))
    return led.exclude(pk=user.pk).exclude(pk__in=superiors_of(user).values("pk"))


def portfolios_for(user: User) -> QuerySet[EvidenceEntry]:
    """Of people of one's units. Whoever leads the person has a say of their own already: their rating."""
    found = EvidenceEntry.objects.filter(kind=Kind.PORTFOLIO, learner__in=people_in(scope_of(user, *RATING_ROLES)))
    led = scope_of(user, Role.LINE_MANAGER)
    if led.is_everything:
        return found.none()
    return found.exclude(learner=user).exclude(learner__in=people_in(led) if led else [])


def certificates_for(user: User) -> QuerySet[EvidenceEntry]:
    people = people_in(scope_of(user, Role.TRAINING_MANAGER))
    return EvidenceEntry.objects.filter(kind=Kind.CERTIFICATE, learner__in=people).exclude(learner=user)
