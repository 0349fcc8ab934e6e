"""Who counts where on a day, and the units and posts by their names of today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from lms.base.fields import LocalizedText
from lms.competencies.domain.gaps import Requirement
from lms.competencies.models import Post
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import OrgUnit, RoleAssignment

from ..domain.places import Holding


@dataclass(frozen=True, slots=True)
class UnitCard:
    public_id: UUID
    path: str
    code: str
    name: LocalizedText
    level: str
    depth: int


@dataclass(frozen=True, slots=True)
class PostCard:
    code: str
    name: LocalizedText


def holdings_on(day: date) -> list[Holding]:
    """Every post held that day; the day of leaving no longer counts."""
    in_force = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    rows = RoleAssignment.objects.filter(in_force).values_list(
        "user_id", "unit__path", "post__code", "fte", "starts_on"
    )
    return [Holding(user_id, path, post, float(fte), since) for user_id, path, post, fte, since in rows]


def demands_of_posts(day: date) -> dict[str, list[Requirement]]:
    """Post code → its demands under the profile in force that day."""
    codes = dict(Post.objects.values_list("pk", "code"))
    return {codes[post_id]: demands for post_id, demands in requirements_of_posts(day).items()}


def units() -> dict[str, UnitCard]:
    """Path → unit."""
    return {
        unit.path: UnitCard(unit.public_id, unit.path, unit.code, unit.name, unit.level, unit.depth)
        for unit in OrgUnit.objects.all()
    }


def posts() -> dict[str, PostCard]:
    return {post.code: PostCard(post.code, post.name) for post in Post.objects.all()}
