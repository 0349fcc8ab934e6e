"""Who is likely to hold their post in twelve months, from the ends of posts and, where it is known, from retirement."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, Q

from lms.competencies.models import Post
from lms.people.models import RoleAssignment
from lms.people.selectors.staff_facts import born_within

from ..domain.staying import Staying, Turnover

YEAR = timedelta(days=365)


def staying_from(day: date) -> Staying:
    return Staying(
        by_family=_turnover(day),
        family_of=dict(Post.objects.values_list("code", "staff_group")),
        retiring=_retiring(day),
    )


def _turnover(day: date) -> dict[str, Turnover]:
    """Of the posts held a year before, by family; whoever changed posts inside the house left the one they had."""
    then = day - YEAR
    held = RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=then), starts_on__lte=then)
    counted = (
        held.order_by().values("post__staff_group").annotate(n=Count("pk"), x=Count("pk", filter=Q(ends_on__lte=day)))
    )
    return {family: Turnover(n, x) for family, n, x in counted.values_list("post__staff_group", "n", "x")}


def _retiring(day: date) -> frozenset[int]:
    """Who reaches the age within twelve months; nobody while no age is set. Who is past it has stayed on."""
    age = settings.RETIREMENT_AGE
    if not age:
        return frozenset()
    return born_within(_years_before(day, age), _years_before(day, age - 1))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
