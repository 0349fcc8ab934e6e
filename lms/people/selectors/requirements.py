"""What the posts that a person holds demand of them on a day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from lms.base.db.prepared import Prepared
from lms.competencies.domain.gaps import Requirement, strictest
from lms.competencies.models import RoleProfile, RoleRequirement
from lms.competencies.selectors.demands import requirements_of_posts

from ..models import RoleAssignment, User


def requirements_of(user: User, on: date) -> dict[str, Requirement]:
    """Competency code → the strictest demand among the posts held today; empty without a post."""
    posts = list(RoleAssignment.objects.current().filter(user=user).values_list("post_id", flat=True))
    demands = requirements_of_posts(on, posts)
    return strictest(one for requirements in demands.values() for one in requirements)


def demanded_of(users: range | Collection[int] | None, on: date) -> dict[int, frozenset[str]]:
    """User → codes of the competencies that a post held that day demands, of these people or of all. Two statements."""
    held = RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)
    if isinstance(users, range):
        held = held.filter(user_id__gte=users.start, user_id__lt=users.stop)
    elif users is not None:
        held = held.filter(user__in=users)
    posts: dict[int, set[int]] = defaultdict(set)
    for user_id, post_id in held.values_list("user_id", "post_id"):
        posts[user_id].add(post_id)
    named = {post: frozenset(one.competency for one in lines) for post, lines in requirements_of_posts(on).items()}
    nothing: frozenset[str] = frozenset()
    return {user: nothing.union(*(named.get(post, nothing) for post in ones)) for user, ones in posts.items()}


def demanded_of_one(user_id: int, on: date) -> frozenset[str]:
    """The same of one person, in one prepared statement."""
    return frozenset(code for (code,) in _demanded(user_id, on.isoformat()))


def _demands(user: Value, on: Value) -> QuerySet[RoleRequirement, tuple[str]]:
    held = RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on, user_id=user)
    profiles = RoleProfile.objects.filter(post=OuterRef("profile__post"), effective_from__lte=on)
    return RoleRequirement.objects.filter(
        profile__post__in=held.values("post"), profile=Subquery(profiles.order_by("-effective_from").values("pk")[:1])
    ).values_list("competency__code")


_demanded = Prepared(_demands)
