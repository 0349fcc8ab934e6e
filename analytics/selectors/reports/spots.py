"""The published figures of a unit and of everything below it, as the report's rules read them."""

from dataclasses import dataclass

from django.db.models import Q

from ...domain.cube import Hides
from ...domain.grid import GroupKind
from ...domain.report.spots import Spot
from ...models import Snapshot
from ..snapshots import CellCard, Column, GroupCard, cells, columns_of, groups


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one snapshot; `groups` by path, each a unit with all below it."""

    columns: dict[str, Column]
    groups: dict[str, GroupCard]
    cells: dict[tuple[str, str], CellCard]  # (path, competency)

    @property
    def spots(self) -> list[Spot]:
        return [spot_of(path, cell) for (path, _), cell in self.cells.items()]

    def own(self, path: str) -> list[Spot]:
        return [spot_of(path, cell) for (place, _), cell in self.cells.items() if place == path]


def figures_of(snapshot: Snapshot, top: str) -> Figures:
    """Two statements, whatever the size of the tree."""
    found = groups([snapshot.pk], Q(path__startswith=top, kind=GroupKind.SUBTREE))
    path_of = {group.pk: group.path for group in found}
    return Figures(
        columns={column.code: column for column in columns_of(snapshot)},
        groups={group.path: group for group in found},
        cells={(path_of[cell.group_id], cell.competency): cell for cell in cells(list(path_of))},
    )


def spot_of(path: str, cell: CellCard) -> Spot:
    return Spot(
        path=path,
        code=cell.competency,
        is_critical=cell.is_critical,
        is_unknown=cell.hides != Hides.EVERYTHING and cell.is_unknown,
        people=cell.people,
        assessed=cell.assessed,
        not_assessed=cell.not_assessed,
        coverage=cell.coverage,
        low=cell.low,
        high=cell.high,
        short=cell.short,
        rests_on_one=cell.rests_on_one,
    )
