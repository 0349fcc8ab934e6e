"""One competency of one unit: now, by part, and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..domain.line_chart import Dot, LineChart, draw
from ..models import Snapshot, SnapshotGroup
from . import wording
from .addresses import Links
from .heatmap import ids_of
from .levels_shown import Levels, levels_of
from .post import holders_of, post_in
from .snapshots import Column, GroupCard, WholeCell, around, columns_of, groups, whole_cells, within
from .trend import TrendPoint, over_time, sample, trend_points
from .unit import Line, ancestors_of, is_near, line_of, unit_in


@dataclass(frozen=True, slots=True)
class CompetencyPage:
    unit: GroupCard
    post: GroupCard | None  # whose holders the page is about, instead of the whole unit
    ancestors: list[GroupCard]
    column: Column
    line: Line | None
    below: list[Line]
    posts: list[Line]
    trend: list[TrendPoint]
    chart: LineChart
    dates: list[tuple[Dot, datetime]]  # under the chart
    levels: Levels | None


def competency_page(
    compared: tuple[Snapshot, Snapshot | None],
    scope: Scope,
    *,
    seen: SnapshotGroup,
    code: str,
    offered: Sequence[Snapshot],
    post_code: str = "",
) -> CompetencyPage:
    """Of a unit that the reader may see, as it stood in the snapshot, or of the holders of one post in it.

    404 for a competency that the framework of that day did not have, and for a post that nobody held.
    """
    snapshot = compared[0]
    column = next((one for one in columns_of(snapshot) if one.code == code), None)
    shown = over_time(offered, snapshot)
    found = _groups(compared, shown, scope, _over_time(seen, post_code))
    unit = unit_in(found, snapshot, seen.unit_id)
    post = post_in(found, unit, post_code) if post_code else None
    if column is None or (post_code and post is None):
        raise Http404
    main = post or unit
    by_group = {cell.group_id: cell for cell in whole_cells([group.pk for group in found], Q(competency=code))}
    lines = _lines(found, by_group, compared, unit=unit, column=column)
    parts = {} if post else {group: line for group, line in lines.items() if group != unit}
    trend = trend_points(shown, _of_group(found, by_group, main))
    chart = draw([sample(point) for point in trend])
    return CompetencyPage(
        unit=unit,
        post=post,
        ancestors=ancestors_of(found, unit),
        column=column,
        line=lines.get(main),
        below=[line for group, line in parts.items() if group.kind is not GroupKind.POST],
        posts=[line for group, line in parts.items() if group.kind is GroupKind.POST],
        trend=trend,
        chart=chart,
        dates=[(tick, trend[tick.place].as_of) for tick in chart.ticks],
        levels=levels_of(by_group.get(main.pk)),
    )


def _over_time(seen: SnapshotGroup, post_code: str) -> tuple[Q, Q]:
    """What is shown of the snapshots compared, and of the others: the unit alone, or the holders of the post in it."""
    unit = Q(unit_id=seen.unit_id, kind=GroupKind.SUBTREE)
    return around(seen.path) | unit, holders_of(post_code, seen.path) if post_code else unit


def _groups(
    compared: tuple[Snapshot, Snapshot | None], shown: Sequence[Snapshot], scope: Scope, wanted: tuple[Q, Q]
) -> list[GroupCard]:
    others = [one.pk for one in shown if one.pk not in ids_of(*compared)]
    return [
        *groups(ids_of(*compared), within(scope), wanted[0]),
        *groups(others, within(scope), wanted[1]),
    ]


def _lines(
    found: Sequence[GroupCard],
    by_group: Mapping[int, WholeCell],
    compared: tuple[Snapshot, Snapshot | None],
    *,
    unit: GroupCard,
    column: Column,
) -> dict[GroupCard, Line]:
    snapshot, before = compared
    then = {group.key: by_group.get(group.pk) for group in found if before and group.snapshot_id == before.pk}
    links = Links()
    return {
        group: line_of(
            wording.group_name(group),
            by_group[group.pk],
            then.get(group.key),
            url=links.of_competency(group, column.code),
        )
        for group in found
        if group.snapshot_id == snapshot.pk and is_near(group, unit) and group.pk in by_group
    }


def _of_group(found: Sequence[GroupCard], by_group: Mapping[int, WholeCell], main: GroupCard) -> dict[int, WholeCell]:
    """Snapshot id → the cell of the group; a unit is known by its number even where it stood elsewhere."""
    return {
        group.snapshot_id: by_group[group.pk]
        for group in found
        if (group.unit_id, group.kind, group.post_code) == (main.unit_id, main.kind, main.post_code)
        and group.pk in by_group
    }
