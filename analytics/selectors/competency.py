"""One competency of one unit: now, by part, and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..domain.line_chart import Dot, LineChart, Sample, draw
from ..models import Snapshot, SnapshotGroup
from . import wording
from .heatmap import ids_of
from .snapshots import CellCard, Column, GroupCard, around, cells, change, columns_of, groups, within
from .unit import Line, ancestors_of, is_near, line_of, unit_in


@dataclass(frozen=True, slots=True)
class TrendPoint:
    as_of: datetime
    cell: CellCard | None  # None where nobody's post demanded it, or the unit did not exist
    why_hidden: str
    change: str  # against the point before


@dataclass(frozen=True, slots=True)
class CompetencyPage:
    unit: GroupCard
    ancestors: list[GroupCard]
    column: Column
    line: Line | None
    below: list[Line]
    posts: list[Line]
    trend: list[TrendPoint]
    chart: LineChart
    dates: list[tuple[Dot, datetime]]  # under the chart


def competency_page(
    compared: tuple[Snapshot, Snapshot | None],
    scope: Scope,
    *,
    seen: SnapshotGroup,
    code: str,
    offered: Sequence[Snapshot],
) -> CompetencyPage:
    """Of a unit that the reader may see, as it stood in the snapshot; 404 for a competency not in its framework."""
    snapshot = compared[0]
    column = next((one for one in columns_of(snapshot) if one.code == code), None)
    if column is None:
        raise Http404
    shown = _over_time(offered, snapshot)
    found = _groups(compared, shown, scope, seen)
    unit = unit_in(found, snapshot, seen.unit_id)
    by_group = {cell.group_id: cell for cell in cells([group.pk for group in found], Q(competency=code))}
    lines = _lines(found, by_group, compared, unit)
    trend = _trend(shown, _of_unit(found, by_group, seen.unit_id))
    chart = draw([_sample(point) for point in trend])
    return CompetencyPage(
        unit=unit,
        ancestors=ancestors_of(found, unit),
        column=column,
        line=lines.get(unit),
        below=[line for group, line in lines.items() if group != unit and group.kind is not GroupKind.POST],
        posts=[line for group, line in lines.items() if group.kind is GroupKind.POST],
        trend=trend,
        chart=chart,
        dates=[(tick, trend[tick.place].as_of) for tick in chart.ticks],
    )


def _over_time(offered: Sequence[Snapshot], snapshot: Snapshot) -> list[Snapshot]:
    """The quarters up to the snapshot, and it; earliest first."""
    quarters = [one for one in offered if one.occasion == Snapshot.Occasion.QUARTER and one.as_of < snapshot.as_of]
    return [*reversed(quarters), snapshot]


def _groups(
    compared: tuple[Snapshot, Snapshot | None], shown: Sequence[Snapshot], scope: Scope, seen: SnapshotGroup
) -> list[GroupCard]:
    """Those of the two snapshots compared, and of the others the unit alone."""
    over_time = Q(unit_id=seen.unit_id, kind=GroupKind.SUBTREE)
    others = [one.pk for one in shown if one.pk not in ids_of(*compared)]
    return [
        *groups(ids_of(*compared), within(scope), around(seen.path) | over_time),
        *groups(others, within(scope), over_time),
    ]


def _lines(
    found: Sequence[GroupCard],
    by_group: Mapping[int, CellCard],
    compared: tuple[Snapshot, Snapshot | None],
    unit: GroupCard,
) -> dict[GroupCard, Line]:
    snapshot, before = compared
    then = {group.key: by_group.get(group.pk) for group in found if before and group.snapshot_id == before.pk}
    return {
        group: line_of(
            wording.group_name(group),
            by_group[group.pk],
            then.get(group.key),
            group.unit_id if group.kind is GroupKind.SUBTREE else None,
        )
        for group in found
        if group.snapshot_id == snapshot.pk and is_near(group, unit) and group.pk in by_group
    }


def _of_unit(found: Sequence[GroupCard], by_group: Mapping[int, CellCard], unit_id: UUID) -> dict[int, CellCard]:
    """Snapshot id → the cell of the unit."""
    return {
        group.snapshot_id: by_group[group.pk]
        for group in found
        if group.unit_id == unit_id and group.kind is GroupKind.SUBTREE and group.pk in by_group
    }


def _trend(shown: Sequence[Snapshot], of_unit: Mapping[int, CellCard]) -> list[TrendPoint]:
    points = []
    before: CellCard | None = None
    for snapshot in shown:
        cell = of_unit.get(snapshot.pk)
        moved = change(before, cell) if cell else None
        points.append(
            TrendPoint(
                as_of=snapshot.as_of,
                cell=cell,
                why_hidden=wording.why_hidden(cell) if cell else "",
                change=wording.change_in_words(moved) if moved else "",
            )
        )
        before = cell
    return points


def _sample(point: TrendPoint) -> Sample:
    time = point.as_of.timestamp()
    if point.cell is None or point.cell.range is None:
        return Sample(time, None, None, None)
    low, value, high = point.cell.range
    return Sample(time, value, low, high)
