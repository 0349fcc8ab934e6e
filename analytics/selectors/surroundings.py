"""A unit with what lies above and directly below it, read without the rest of the administration."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..models import Snapshot
from .snapshots import GroupCard, around, groups, tops, within


@dataclass(frozen=True, slots=True)
class Surroundings:
    unit: GroupCard
    ancestors: list[GroupCard]  # in reach, from the highest down
    below: list[GroupCard]
    beside: list[GroupCard]  # the other highest units in reach

    @property
    def choices(self) -> list[GroupCard]:
        """Where a reader may go from here, the unit among them."""
        return [*self.beside, *self.ancestors, self.unit, *self.below]


def surroundings_of(snapshot: Snapshot, scope: Scope, unit_id: UUID | None) -> Surroundings | None:
    """Of the unit asked for, which the reader may see, or of the highest in reach; None without any."""
    highest = Q(path__in=tops(scope))
    is_unit = Q(kind=GroupKind.SUBTREE)
    wanted = groups([snapshot.pk], within(scope), Q(unit_id=unit_id) if unit_id else highest, is_unit)
    if not wanted:
        return None
    unit = wanted[0]
    found = [one for one in groups([snapshot.pk], within(scope), around(unit.path) | highest, is_unit) if one != unit]
    ancestors = [one for one in found if unit.path.startswith(one.path)]
    below = [one for one in found if one.path.startswith(unit.path)]
    return Surroundings(unit, ancestors, below, [one for one in found if one not in ancestors and one not in below])
