"""Who can answer for an action: somebody who works in the unit's tree, or leads or serves it."""

from django.db.models import Q, QuerySet

from lms.people.access import Scope
from lms.people.models import OrgUnit, Role, User
from lms.people.selectors.posted import people_in, people_with_right

LEADING = (Role.LINE_MANAGER, Role.HR_VIEWER, Role.TRAINING_MANAGER)
MOST_OFFERED = 30


def owners_in(unit: OrgUnit) -> QuerySet[User]:
    here = Q(pk__in=people_in(Scope((unit.path,))).values("pk"))
    return User.objects.filter(here | Q(pk__in=people_with_right(unit, *LEADING).values("pk")), is_active=True)


def find_owner(unit: OrgUnit, typed: str) -> User | None:
    """By e-mail address or employee number; somebody elsewhere is found as little as nobody."""
    known = Q(email__iexact=typed.strip()) | Q(employee_number__iexact=typed.strip())
    return owners_in(unit).filter(known).first()


def leaders_in(unit: OrgUnit) -> list[User]:
    """Those whom the form offers: line managers of the unit, of those above and of those below."""
    below = User.objects.filter(
        grants__role=Role.LINE_MANAGER, grants__ended_at=None, grants__unit__path__startswith=unit.path
    )
    above = people_with_right(unit, Role.LINE_MANAGER)
    found = User.objects.filter(Q(pk__in=below.values("pk")) | Q(pk__in=above.values("pk")), is_active=True)
    return list(found.order_by("name", "pk")[:MOST_OFFERED])
