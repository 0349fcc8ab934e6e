"""Who belongs to which units, and who holds a right over one."""

from django.db.models import QuerySet

from ..access import Scope
from ..models import AccessGrant, OrgUnit, Role, RoleAssignment, User


def people_in(scope: Scope) -> QuerySet[User]:
    """Active people who hold a post there today; everybody, if the scope is everything."""
    people = User.objects.filter(is_active=True)
    if scope.is_everything:
        return people
    here = RoleAssignment.objects.current().filter(scope.condition("unit__path"))
    return people.filter(pk__in=here.values("user_id"))


def people_with_right(unit: OrgUnit, *roles: Role) -> QuerySet[User]:
    """Active people who hold one of the roles for the unit or for one above it."""
    above = [unit.path[: place + 1] for place, sign in enumerate(unit.path) if sign == "/"]
    grants = AccessGrant.objects.filter(role__in=roles, ended_at=None, unit__path__in=above)
    return User.objects.filter(is_active=True, pk__in=grants.values("user_id"))
