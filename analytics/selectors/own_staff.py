"""The own staff of each unit, from the published figures: groups that never overlap, so that means may be taken."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from lms.people.access import Scope

from ..domain.divide.levels import UnitFigure
from ..domain.grid import GroupKind
from ..models import Snapshot
from .snapshots import CellCard, GroupCard, cells, groups, within


@dataclass(frozen=True, slots=True)
class OwnStaff:
    """`known` holds one figure a unit; the rest is hidden, or too few are assessed, or nothing is demanded."""

    known: tuple[tuple[UUID, UnitFigure], ...]
    unknown: int

    @property
    def figures(self) -> list[UnitFigure]:
        return [figure for _, figure in self.known]


def own_staff(snapshot: Snapshot, scope: Scope, code: str, language: str) -> OwnStaff:
    """Of one competency, or of all where `code` is empty. A snapshot never changes, so what was read is kept."""
    return _read(_Question(snapshot.public_id, snapshot.pk, scope, code, language))


@dataclass(frozen=True, slots=True)
class _Question:
    """All that the answer depends on; names of units are in it, hence the language."""

    public_id: UUID
    snapshot: int
    scope: Scope
    code: str
    language: str


@lru_cache(maxsize=64)
def _read(asked: _Question) -> OwnStaff:
    found = _without_units_below(groups([asked.snapshot], within(asked.scope)))
    wanted = [Q(competency=asked.code)] if asked.code else []
    by_group: dict[int, list[CellCard]] = defaultdict(list)
    for cell in cells([group.pk for group in found], *wanted, Q(hides="", coverage__isnull=False)):
        if not cell.is_unknown and cell.assessed:
            by_group[cell.group_id].append(cell)
    known = tuple((group.unit_id, _figure(group, by_group[group.pk])) for group in found if by_group[group.pk])
    return OwnStaff(known, len(found) - len(known))


def _without_units_below(found: Sequence[GroupCard]) -> list[GroupCard]:
    """Own staff where there are units below, the whole unit where there are none."""
    own = {group.path for group in found if group.kind is GroupKind.OWN}
    return [
        group
        for group in found
        if group.kind is GroupKind.OWN or (group.kind is GroupKind.SUBTREE and group.path not in own)
    ]


def _figure(group: GroupCard, found: Sequence[CellCard]) -> UnitFigure:
    weight = sum(cell.assessed or 0 for cell in found)
    met = sum((cell.assessed or 0) * (cell.coverage or 0.0) for cell in found)
    return UnitFigure(group.level, str(group.name), met / weight, weight)
