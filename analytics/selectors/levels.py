"""Coverage across the levels of the administration: the page of one snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from lms.people.access import Scope

from ..domain.divide.index import divide_index, ratio
from ..domain.divide.levels import Comparison, LevelFigure, UnitFigure, compare
from ..domain.strip_chart import Line, Strip, StripChart, draw
from ..models import Snapshot
from .level_words import Tile, divide_tiles, level_name, next_step, verdict_in_words
from .own_staff import OwnStaff, own_staff
from .service_side import citizen_side
from .snapshots import Column, columns_of

UNITS_LISTED = 60  # in all; of more only the weakest of each level
WEAKEST_LISTED = 15


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit_id: UUID
    name: str
    coverage: float
    weight: float


@dataclass(frozen=True, slots=True)
class LevelLine:
    name: str
    figure: LevelFigure
    units: list[UnitLine]  # the weakest first

    @property
    def lowest(self) -> float:
        return min(one.coverage for one in self.figure.units)

    @property
    def highest(self) -> float:
        return max(one.coverage for one in self.figure.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsPage:
    columns: list[Column]
    column: Column | None  # None: all competencies together
    compared: Comparison
    tiles: list[Tile]
    county_to_province: float | None
    lines: list[LevelLine]
    chart: StripChart
    sentence: str
    next_step: str
    unknown: int
    is_cut: bool  # only the weakest units of each level are listed

    @property
    def drawn(self) -> list[tuple[str, Line]]:
        """The name of each level with its place in the chart."""
        return [(line.name, place) for line, place in zip(self.lines, self.chart.lines, strict=True)]


def levels_page(snapshot: Snapshot, scope: Scope, code: str) -> LevelsPage:
    columns = columns_of(snapshot)
    column = next((one for one in columns if one.code == code), None)
    found = own_staff(snapshot, scope, column.code if column else "", get_language() or "en")
    compared = compare(found.figures)
    is_cut = compared.units > UNITS_LISTED
    return LevelsPage(
        columns=columns,
        column=column,
        compared=compared,
        tiles=divide_tiles(divide_index(compared, citizen_side(scope, snapshot.as_of))),
        county_to_province=ratio(compared, "county", "province"),
        lines=[_line(one, found, most=WEAKEST_LISTED if is_cut else UNITS_LISTED) for one in compared.levels],
        chart=draw([_strip(one) for one in compared.levels]),
        sentence=verdict_in_words(compared),
        next_step=next_step(compared),
        unknown=found.unknown,
        is_cut=is_cut,
    )


def _line(level: LevelFigure, found: OwnStaff, *, most: int) -> LevelLine:
    here: Sequence[tuple[UUID, UnitFigure]] = [(key, one) for key, one in found.known if one.level == level.level]
    weakest = sorted(here, key=lambda pair: (pair[1].coverage, pair[1].name))[:most]
    units = [UnitLine(key, one.name, one.coverage, one.weight) for key, one in weakest]
    return LevelLine(level_name(level.level), level, units)


def _strip(level: LevelFigure) -> Strip:
    reach = level.interval
    return Strip(
        [one.coverage for one in level.units],
        level.mean,
        reach.low if reach else None,
        reach.high if reach else None,
    )
