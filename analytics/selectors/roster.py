"""Who counts where on a day, and the units and posts by their names of today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import Q

from lms.base.db.columns import Epoch, read_columns
from lms.base.fields import LocalizedText
from lms.competencies.domain.gaps import Requirement
from lms.competencies.models import Post
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import OrgUnit, RoleAssignment

from ..domain.facts import WHOLE_TIME, Leaves
from ..domain.places import Holdings, Places, places


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


def holdings_on(day: date) -> Holdings:
    """Every post held that day; the day of leaving no longer counts."""
    in_force = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))
    found = read_columns(
        RoleAssignment.objects.filter(in_force),
        whole={"person": "user_id", "unit": "unit_id", "post": "post_id"},
        real={"fte": "fte", "since": Epoch("starts_on")},
    )
    return Holdings(
        person=found["person"],
        unit=found["unit"],
        post=found["post"],
        hundredths=np.rint(found["fte"] * WHOLE_TIME).astype(np.int64),
        since=np.rint(found["since"]).astype(np.int64),
    )


def places_on(day: date, leaves: Leaves) -> Places:
    """Where each person counts that day, and what is demanded of them."""
    return places(
        holdings_on(day),
        paths=dict(OrgUnit.objects.values_list("pk", "path")),
        posts=dict(Post.objects.values_list("pk", "code")),
        demands=demands_of_posts(day),
        leaves=leaves,
    )


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
