"""Which unit a page of the figures is about: the highest in reach unless another is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from lms.people.access import Scope

from ..domain.grid import GroupKind, parent_path
from ..models import Snapshot
from .snapshots import GroupCard, distance, groups, tops, within

OFFERED = 80


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    unit: GroupCard
    below: list[GroupCard]  # directly
    options: list[GroupCard]  # the highest in reach with two levels below, and the one chosen with those below it


def chosen_unit(snapshot: Snapshot, scope: Scope, unit_id: str) -> ChosenUnit | None:
    """None where nothing is in reach; a unit out of reach is the 404 of one that does not exist."""
    found = groups([snapshot.pk], within(scope), Q(kind=GroupKind.SUBTREE))
    if not found:
        return None
    unit = next((one for one in found if str(one.unit_id) == unit_id), None if unit_id else found[0])
    if unit is None:
        raise Http404
    below = [one for one in found if parent_path(one.path) == unit.path]
    wanted = {one.path for one in (*_near(found, tops(scope)), unit, *below)}
    return ChosenUnit(unit, below, [one for one in found if one.path in wanted])


def _near(found: Sequence[GroupCard], reach: Sequence[str]) -> list[GroupCard]:
    for levels in (2, 1, 0):
        near = [
            one for one in found if any(one.path.startswith(top) and distance(one.path, top) <= levels for top in reach)
        ]
        if len(near) <= OFFERED:
            break
    return near
