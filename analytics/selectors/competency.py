"""One competency of one unit: now, by part, and over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..domain.line_chart import Dot, LineChart, draw
from ..models import Snapshot
from . import wording
from .addresses import Links
from .heatmap import ids_of
from .levels_shown import Levels, levels_of
from .post import post_in
from .snapshots import CellCard, Column, GroupCard, cells, columns_of, groups, within
from .trend import TrendPoint, over_time, sample, trend_points
from .unit import Line, ancestors_of, is_near, line_of, unit_in, without_posts_of_others


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
    unit_id: UUID,
    code: str,
    offered: Sequence[Snapshot],
    post_code: str = "",
) -> CompetencyPage:
    """Of a unit that the reader may see, or of the holders of one post in it.

    404 for a competency that the framework of that day did not have, and for a post that nobody held.
    """
    snapshot = compared[0]
    column = next((one for one in columns_of(snapshot) if one.code == code), None)
    shown = over_time(offered, snapshot)
    found = _groups(compared, shown, scope, unit_id)
    unit = unit_in(found, snapshot, unit_id)
    post = post_in(found, unit, post_code) if post_code else None
    if column is None or (post_code and post is None):
        raise Http404
    main = post or unit
    by_group = {cell.group_id: cell for cell in cells([group.pk for group in found], Q(competency=code))}
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


def _groups(
    compared: tuple[Snapshot, Snapshot | None], shown: Sequence[Snapshot], scope: Scope, unit_id: UUID
) -> list[GroupCard]:
    """Those of the two snapshots compared, and of the others the unit and its posts alone."""
    now = Q(snapshot_id__in=ids_of(*compared)) & without_posts_of_others(unit_id)
    earlier = Q(unit_id=unit_id)
    ids = {*ids_of(*compared), *(one.pk for one in shown)}
    return groups(sorted(ids), within(scope), now | earlier)


def _lines(
    found: Sequence[GroupCard],
    by_group: Mapping[int, CellCard],
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


def _of_group(found: Sequence[GroupCard], by_group: Mapping[int, CellCard], main: GroupCard) -> dict[int, CellCard]:
    """Snapshot id → the cell of the group; a unit is known by its number even where it stood elsewhere."""
    return {
        group.snapshot_id: by_group[group.pk]
        for group in found
        if (group.unit_id, group.kind, group.post_code) == (main.unit_id, main.kind, main.post_code)
        and group.pk in by_group
    }
