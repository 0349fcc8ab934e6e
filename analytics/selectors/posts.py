"""The posts one holds and what they demand, for the desk: two statements."""

from dataclasses import dataclass
from datetime import date

from lms.base.fields import LocalizedText
from lms.competencies.domain.gaps import Requirement, strictest
from lms.competencies.selectors.demands import requirements_of_posts
from lms.people.models import RoleAssignment, User


@dataclass(frozen=True, slots=True)
class HeldPost:
    post: LocalizedText
    unit: LocalizedText


@dataclass(frozen=True, slots=True)
class Held:
    posts: list[HeldPost]
    required: dict[str, Requirement]


def posts_of(user: User, on: date) -> Held:
    """Longest held first; says of the demands what `requirements_of` says."""
    held = RoleAssignment.objects.current().filter(user=user).order_by("starts_on", "pk")
    rows = list(held.values_list("post_id", "post__name", "unit__name"))
    demands = requirements_of_posts(on, [post_id for post_id, _, _ in rows])
    return Held(
        posts=list(dict.fromkeys(HeldPost(LocalizedText(post), LocalizedText(unit)) for _, post, unit in rows)),
        required=strictest(one for ones in demands.values() for one in ones),
    )
