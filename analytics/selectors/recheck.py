"""The wall of expiry: who meets the demand today and will need a new check, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from lms.people.access import Scope

from ..domain.bar_chart import Bar, BarChart, draw
from ..domain.measures import recheck
from ..domain.months import months_after, runs, steps_of, summed
from ..models import Snapshot
from .chosen_unit import ChosenUnit, chosen_unit
from .snapshots import Column, WholeCell, columns_of, whole_cells
from .wording import spans_in_words

NOTHING = [0] * recheck.MONTHS


@dataclass(frozen=True, slots=True)
class Load:
    """Re-checks of one competency, or of one unit, in the months ahead."""

    name: str
    met: int  # who meets the demand now
    months: list[int]
    unit_id: str = ""

    @property
    def year(self) -> int:
        return sum(self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckPage:
    chosen: ChosenUnit
    months: list[date]
    total: Load
    competencies: list[Load]  # the heaviest first; without those in which nothing falls due
    below: list[Load]
    chart: BarChart
    quiet: int  # competencies that are shown and in which nothing falls due
    hidden: int

    @property
    def bars(self) -> list[tuple[Bar, date]]:
        return list(zip(self.chart.bars, self.months, strict=True))

    @property
    def first(self) -> list[str]:
        """Names of all competencies with as many re-checks as the heaviest."""
        return [one.name for one in self.competencies if one.year == self.competencies[0].year]

    @property
    def peak(self) -> int:
        """Re-checks in each of the heaviest months."""
        return max(self.total.months)

    @property
    def heaviest(self) -> str:
        """All months that reach the peak, those in a row as a span."""
        at_peak = [count == self.peak for count in self.total.months]
        return spans_in_words([(self.months[first], self.months[last]) for first, last in runs(at_peak)])


def recheck_page(snapshot: Snapshot, scope: Scope, unit_id: str) -> RecheckPage | None:
    chosen = chosen_unit(snapshot, scope, unit_id)
    if chosen is None:
        return None
    read = _by_group(chosen)
    shown = {code: cell for code, cell in read[chosen.unit.pk].items() if recheck.NAME in cell.figures}
    loads = [_load(column, shown[column.code]) for column in columns_of(snapshot) if column.code in shown]
    total = _together(chosen.unit.name, loads)
    months = months_after(timezone.localdate(snapshot.as_of), recheck.MONTHS)
    return RecheckPage(
        chosen=chosen,
        months=months,
        total=total,
        competencies=sorted((one for one in loads if one.year), key=lambda one: -one.year),
        below=_below(chosen, read),
        chart=draw(total.months),
        quiet=sum(not one.year for one in loads),
        hidden=len(read[chosen.unit.pk]) - len(loads),
    )


def _by_group(chosen: ChosenUnit) -> dict[int, dict[str, WholeCell]]:
    ids = [chosen.unit.pk, *(one.pk for one in chosen.below)]
    found: dict[int, dict[str, WholeCell]] = {pk: {} for pk in ids}
    for cell in whole_cells(ids, Q(group_id=chosen.unit.pk) | Q(hides="")):
        found[cell.group_id][cell.competency] = cell
    return found


def _below(chosen: ChosenUnit, read: Mapping[int, Mapping[str, WholeCell]]) -> list[Load]:
    """Units of which something is shown, the heaviest first."""
    lines = []
    for one in chosen.below:
        parts = [_steps(cell) for cell in read[one.pk].values() if recheck.NAME in cell.figures]
        if parts:
            met = sum(cell.met or 0 for cell in read[one.pk].values() if recheck.NAME in cell.figures)
            lines.append(Load(str(one.name), met, summed(parts), str(one.unit_id)))
    return sorted(lines, key=lambda line: (-line.year, line.name))


def _load(column: Column, cell: WholeCell) -> Load:
    return Load(f"{column.code} {column.name}", cell.met or 0, _steps(cell))


def _together(name: object, loads: Sequence[Load]) -> Load:
    months = summed([one.months for one in loads]) or NOTHING
    return Load(str(name), sum(one.met for one in loads), months)


def _steps(cell: WholeCell) -> list[int]:
    return steps_of(cell.figures[recheck.NAME]["by"])
