"""The service of the units in reach: where it stands now, and how one unit got there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.indicators.drawing import Drawing, draw
from ..domain.indicators.meaning import Meaning
from ..domain.indicators.series import Point, month_after, months_between, series, total
from ..models import ServiceIndicator
from .indicators import Key, indicators, last_month, values_as_of
from .service_words import figure, moved, which_way, worsening
from .snapshots import distance, tops

MONTHS_SHOWN = 24
RECENT = 3  # months that are looked at together
CLEARLY_WORSE = 0.10
FIRST_LOOKS = 3
LEVELS_SHOWN = 2  # below the highest unit in reach

Values = Mapping[Key, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Standing:
    now: str
    change: str
    is_partial: bool
    worsening: float  # beside a year before, as a share of what was


@dataclass(frozen=True, slots=True)
class Row:
    unit: OrgUnit
    indent: int
    standings: list[Standing]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Where to look first."""

    unit: OrgUnit
    indicator: ServiceIndicator
    standing: Standing


@dataclass(frozen=True, slots=True)
class Overview:
    indicators: list[ServiceIndicator]
    rows: list[Row]
    first: date | None  # of the recent months
    last: date | None

    @property
    def first_looks(self) -> list[FirstLook]:
        """At most three: what fell behind most, in units of which every month is known."""
        found = [
            FirstLook(row.unit, indicator, standing)
            for row in self.rows
            for indicator, standing in zip(self.indicators, row.standings, strict=True)
            if standing.worsening >= CLEARLY_WORSE and not standing.is_partial
        ]
        return sorted(found, key=lambda one: -one.standing.worsening)[:FIRST_LOOKS]


@dataclass(frozen=True, slots=True)
class Month:
    point: Point
    value: str


@dataclass(frozen=True, slots=True)
class Trend:
    indicator: ServiceIndicator
    way: str
    now: Standing
    drawing: Drawing
    ticks: list[tuple[float, date]]
    months: list[Month]  # latest first


@dataclass(frozen=True, slots=True)
class UnitService:
    unit: OrgUnit
    trends: list[Trend]
    below: list[OrgUnit]


def overview(scope: Scope, at: datetime) -> Overview:
    """One statement for the figures of the six months compared, whatever the number of units."""
    known, last = indicators(), last_month(at, scope)
    if last is None:
        return Overview(known, [], None, None)
    values = values_as_of(at, scope=scope, months=_compared(last))
    reported, highest = {unit for unit, _, _ in values}, tops(scope)
    units = list(scope.units().order_by("path"))
    by_path = {unit.path: unit.code for unit in units}
    rows = []
    for unit in units:
        top = next(path for path in highest if unit.path.startswith(path))
        inside = {code for path, code in by_path.items() if path.startswith(unit.path)} & reported
        if distance(unit.path, top) <= LEVELS_SHOWN and inside:
            standings = [_standing(one.meaning, _of(values, one.code), inside, last=last) for one in known]
            rows.append(Row(unit, distance(unit.path, top), standings))
    return Overview(known, rows, month_after(last, 1 - RECENT), last)


def unit_service(unit: OrgUnit, at: datetime) -> UnitService:
    """With all below it."""
    values = values_as_of(at, path=unit.path)
    last = max((month for _, _, month in values), default=None)
    inside = {code for code, _, _ in values}
    known = indicators() if last else []
    trends = [_trend(one, _of(values, one.code), inside, last=last) for one in known if last]
    below = OrgUnit.objects.filter(parent=unit, code__in=inside).order_by("path")
    return UnitService(unit, [trend for trend in trends if trend.months], list(below))


def _of(values: Values, indicator: str) -> dict[tuple[str, date], tuple[float, float]]:
    return {(unit, month): pair for (unit, code, month), pair in values.items() if code == indicator}


def _compared(last: date) -> list[date]:
    """The recent months, after the same ones of a year before."""
    recent = months_between(month_after(last, 1 - RECENT), last)
    return [*(month_after(month, -12) for month in recent), *recent]


def _standing(
    meaning: Meaning, sums: Mapping[tuple[str, date], tuple[float, float]], units: Iterable[str], *, last: date
) -> Standing:
    """The recent months together, beside the same months a year before."""
    points = series(sums, set(units), _compared(last))
    before, now = total(points[:RECENT], meaning), total(points[RECENT:], meaning)
    is_partial = any(point.is_partial for point in points)
    return Standing(figure(now, meaning), moved(before, now, meaning), is_partial, worsening(before, now, meaning))


def _trend(
    indicator: ServiceIndicator, sums: Mapping[tuple[str, date], tuple[float, float]], units: set[str], *, last: date
) -> Trend:
    meaning = indicator.meaning
    months = months_between(month_after(last, 1 - MONTHS_SHOWN), last)
    points: Sequence[Point] = series(sums, units, months)
    while points and not points[0].reported:
        points = points[1:]
    drawing = draw([meaning.value(one.numerator, one.denominator) for one in points])
    return Trend(
        indicator=indicator,
        way=which_way(meaning),
        now=_standing(meaning, sums, units, last=last),
        drawing=drawing,
        ticks=[(tick.x, points[tick.place].month) for tick in drawing.ticks],
        months=[Month(one, figure(meaning.value(one.numerator, one.denominator), meaning)) for one in reversed(points)],
    )
