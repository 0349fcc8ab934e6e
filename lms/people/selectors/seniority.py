"""Who ranks above whom: nobody reads by name, rates or decides about those who rank above, nor about themself."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from lms.competencies.models import StaffGroup

from ..models import RoleAssignment, User

# The academy knows no grades; the group of the post is the nearest to them that it holds.
RANKS = {StaffGroup.DECISION: 2, StaffGroup.MANAGEMENT: 1}


def ranks_of(user_ids: Collection[int]) -> dict[int, int]:
    """The highest of each person's present posts; people without a post are absent."""
    ranks: dict[int, int] = {}
    held = RoleAssignment.objects.current().filter(user__in=user_ids)
    for user_id, group in held.values_list("user_id", "post__staff_group"):
        ranks[user_id] = max(ranks.get(user_id, 0), RANKS.get(StaffGroup(group), 0))
    return ranks


def read_by(manager: User, user_ids: Collection[int]) -> set[int]:
    """Of these people, those whom the manager may read."""
    ranks = ranks_of([*user_ids, manager.pk])
    return {one for one in user_ids if _may_read(manager.pk, one, ranks)}


def readers_of(user: User, manager_ids: Collection[int]) -> set[int]:
    """Of these managers, those who may read this person."""
    ranks = ranks_of([*manager_ids, user.pk])
    return {one for one in manager_ids if _may_read(one, user.pk, ranks)}


def superiors_of(user: User) -> QuerySet[User]:
    """Everybody who holds a higher post than any of this person's; nobody, for a person without a post here."""
    own = ranks_of([user.pk]).get(user.pk)
    above = [] if own is None else [group for group, rank in RANKS.items() if rank > own]
    held = RoleAssignment.objects.current().filter(post__staff_group__in=above)
    return User.objects.filter(pk__in=held.values("user_id"))


def _may_read(manager_id: int, user_id: int, ranks: Mapping[int, int]) -> bool:
    """A manager without a post here stands above everybody."""
    own = ranks.get(manager_id)
    return manager_id != user_id and (own is None or ranks.get(user_id, 0) <= own)
