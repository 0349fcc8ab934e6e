"""Many small trends on one scale: every competency of a unit, or one competency of the unit and those below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from ..domain.grid import GroupKind
from ..domain.line_chart import SMALL, LineChart, draw
from ..models import Snapshot
from .snapshots import CellCard, Column, cells, columns_of, groups
from .surroundings import Surroundings
from .trend import TrendPoint, over_time, sample, trend_points
from .wording import state_of_things

MOST_UNITS = 40


@dataclass(frozen=True, slots=True)
class SmallTrend:
    anchor: str
    title: str
    url: str  # the page that says all about it
    is_critical: bool
    state: str  # the latest in words
    points: list[TrendPoint]
    chart: LineChart


@dataclass(frozen=True, slots=True)
class TrendsPage:
    around: Surroundings
    columns: list[Column]
    column: Column | None  # the one shown for several units
    trends: list[SmallTrend]
    left_out: int  # without a figure at any of these moments
    first: datetime
    last: datetime


def trends_page(snapshot: Snapshot, offered: Sequence[Snapshot], place: Surroundings, *, code: str = "") -> TrendsPage:
    columns = columns_of(snapshot)
    column = next((one for one in columns if one.code == code), None)
    shown = over_time(offered, snapshot)
    units = [place.unit, *place.below[: MOST_UNITS - 1]] if column else [place.unit]
    by_line = _cells(shown, [one.unit_id for one in units], column)
    wanted = (
        [((one.unit_id, column.code), str(one.name)) for one in units]
        if column
        else [((place.unit.unit_id, one.code), f"{one.code} {one.name}") for one in columns]
    )
    drawn = [_small(key, title, shown, by_line[key]) for key, title in wanted if key in by_line]
    known = [one for one in drawn if one.chart.dots]
    if not column:
        known.sort(key=lambda one: not one.is_critical)
    return TrendsPage(
        around=place,
        columns=columns,
        column=column,
        trends=known,
        left_out=len(drawn) - len(known),
        first=shown[0].as_of,
        last=snapshot.as_of,
    )


Key = tuple[object, str]  # unit and competency


def _cells(
    shown: Sequence[Snapshot], unit_ids: Sequence[object], column: Column | None
) -> Mapping[Key, dict[int, CellCard]]:
    """Two statements: snapshot id → cell, by unit and competency."""
    found = groups([one.pk for one in shown], Q(unit_id__in=unit_ids, kind=GroupKind.SUBTREE))
    place_of = {group.pk: group for group in found}
    conditions = [Q(competency=column.code)] if column else []
    by_line: dict[Key, dict[int, CellCard]] = {}
    for cell in cells(list(place_of), *conditions):
        group = place_of[cell.group_id]
        by_line.setdefault((group.unit_id, cell.competency), {})[group.snapshot_id] = cell
    return by_line


def _small(key: Key, title: str, shown: Sequence[Snapshot], of_line: Mapping[int, CellCard]) -> SmallTrend:
    points = trend_points(shown, of_line)
    last = points[-1].cell
    return SmallTrend(
        anchor=f"t-{key[0]}-{key[1]}",
        title=title,
        url=reverse("analytics:competency", args=key),
        is_critical=bool(last and last.is_critical),
        state=state_of_things(last),
        points=points,
        chart=draw([sample(point) for point in points], SMALL),
    )
