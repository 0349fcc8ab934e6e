"""A unit with what lies above and directly below it, read without the rest of the administration."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lms.people.access import Scope

from ..domain.grid import GroupKind, parent_path
from ..models import Snapshot
from .snapshots import GroupCard, groups, tops, within


@dataclass(frozen=True, slots=True)
class Around:
    unit: GroupCard
    ancestors: list[GroupCard]  # in reach, from the highest down
    below: list[GroupCard]
    beside: list[GroupCard]  # the other highest units in reach

    @property
    def choices(self) -> list[GroupCard]:
        """Where a reader may go from here, the unit among them."""
        return [*self.beside, *self.ancestors, self.unit, *self.below]


def around(snapshot: Snapshot, scope: Scope, unit_id: UUID | None) -> Around | None:
    """Of the unit asked for, which the reader may see, or of the highest in reach; None without any."""
    highest = tops(scope)
    named = Q(unit_id=unit_id) if unit_id else Q(path__in=highest)
    wanted = groups([snapshot.pk], within(scope), named, Q(kind=GroupKind.SUBTREE))
    if not wanted:
        return None
    unit = wanted[0]
    lines = [*_above(unit.path), *highest]
    near = Q(path__in=lines) | Q(path__startswith=unit.path, depth=unit.depth + 1)
    found = [one for one in groups([snapshot.pk], within(scope), near, Q(kind=GroupKind.SUBTREE)) if one != unit]
    ancestors = [one for one in found if unit.path.startswith(one.path)]
    below = [one for one in found if one.path.startswith(unit.path)]
    return Around(unit, ancestors, below, [one for one in found if one not in ancestors and one not in below])


def _above(path: str) -> list[str]:
    paths = []
    while path := parent_path(path):
        paths.append(path)
    return paths
