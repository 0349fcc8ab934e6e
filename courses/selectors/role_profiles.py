"""What a post demanded, demands and will demand, and whom a change of it touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from lms.base.fields import LocalizedText
from lms.competencies.models import Post
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import OrgUnit, RoleAssignment

from ..services.role_profiles import Demand


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLine:
    """One profile of a post, beside the others."""

    effective_from: date
    demand_count: int
    is_in_force: bool
    is_planned: bool
    can_be_withdrawn: bool  # not yet past, and another one stands before it


@dataclass(frozen=True, slots=True)
class Touched:
    """People of one unit whose demands a change of profile alters."""

    unit: LocalizedText
    count: int


def profile_lines(post: Post, today: date) -> list[ProfileLine]:
    """Newest first."""
    rows = post.profiles.annotate(demand_count=Count("requirements")).order_by("-effective_from")
    days = list(rows.values_list("effective_from", "demand_count"))
    in_force = next((day for day, _ in days if day <= today), None)
    return [
        ProfileLine(
            effective_from=day,
            demand_count=count,
            is_in_force=day == in_force,
            is_planned=day > today,
            can_be_withdrawn=day >= today and day != days[-1][0],
        )
        for day, count in days
    ]


def demands_of(post: Post, on: date) -> dict[str, Demand]:
    demands = requirements_of_posts(on, [post.pk]).get(post.pk, [])
    return {one.competency: Demand(one.level, one.criticality) for one in demands}


def demands_before(post: Post, day: date) -> dict[str, Demand]:
    """On the eve of that day."""
    return demands_of(post, day - timedelta(days=1))


def holders_by_unit(post: Post) -> list[Touched]:
    rows = RoleAssignment.objects.current().filter(post=post, user__is_active=True).values("unit_id")
    counts = {row["unit_id"]: row["count"] for row in rows.annotate(count=Count("user_id", distinct=True)).order_by()}
    units = OrgUnit.objects.filter(pk__in=counts)
    return [Touched(unit.name, counts[unit.pk]) for unit in units]


def changes_between(
    held: Mapping[str, Demand], wanted: Mapping[str, Demand]
) -> dict[str, tuple[Demand | None, Demand | None]]:
    """Competency code → demand before and after, where level or criticality differ; None is not required."""
    return {
        code: (held.get(code), wanted.get(code))
        for code in sorted(held.keys() | wanted.keys())
        if held.get(code) != wanted.get(code)
    }
