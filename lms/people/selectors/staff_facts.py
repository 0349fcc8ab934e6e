"""What the personnel file and the posts say of people, for audits that compare groups and show nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lms.competencies.models import StaffGroup

from ..models import EmploymentRecord, RoleAssignment


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFacts:
    birth_date: date | None = None
    hire_date: date | None = None
    staff_group: StaffGroup | None = None  # of the latest post


def staff_facts(users: Iterable[int] | QuerySet[Any, Any]) -> dict[int, StaffFacts]:
    """By person, from numbers of users or a query for them; whoever is in neither table is missing."""
    dates = {
        user: (born, hired)
        for user, born, hired in EmploymentRecord.objects.filter(user__in=users).values_list(
            "user_id", "birth_date", "hire_date"
        )
    }
    posts = RoleAssignment.objects.filter(user__in=users).order_by("starts_on", "pk")
    groups = {user: StaffGroup(group) for user, group in posts.values_list("user_id", "post__staff_group")}
    return {
        user: StaffFacts(
            birth_date=dates.get(user, (None, None))[0],
            hire_date=dates.get(user, (None, None))[1],
            staff_group=groups.get(user),
        )
        for user in dates.keys() | groups.keys()
    }


def born_within(after: date, until: date) -> frozenset[int]:
    """Whose date of birth lies after the one day and not after the other: a forecast needs no more of it."""
    found = EmploymentRecord.objects.filter(birth_date__gt=after, birth_date__lte=until)
    return frozenset(found.values_list("user_id", flat=True))
