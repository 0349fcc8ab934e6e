"""Who belongs to which units."""

from django.db.models import QuerySet

from ..access import Scope
from ..models import RoleAssignment, User


def people_in(scope: Scope) -> QuerySet[User]:
    """Active people who hold a post there today; everybody, if the scope is everything."""
    people = User.objects.filter(is_active=True)
    if scope.is_everything:
        return people
    here = RoleAssignment.objects.current().filter(scope.condition("unit__path"))
    return people.filter(pk__in=here.values("user_id"))
