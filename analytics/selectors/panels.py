"""Units as a panel: what each reported month by month, with the month since which it counts as trained."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.effects.panel import UnitSeries
from ..domain.indicators.meaning import Meaning
from ..domain.indicators.series import months_between, months_from
from .indicators import Key

Values = Mapping[Key, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    first: date | None  # month; None where nothing was reported
    units: list[UnitSeries]


def levels_of(scope: Scope) -> dict[str, str]:
    """Administrative level by code of the unit."""
    return dict(OrgUnit.objects.filter(scope.condition()).values_list("code", "level"))


def panel_of(values: Values, meaning: Meaning, *, since: Mapping[str, date], levels: Mapping[str, str]) -> Panel:
    """Of one indicator, whatever else `values` holds."""
    reported = {(unit, month): pair for (unit, code, month), pair in values.items() if code == meaning.code}
    if not reported:
        return Panel(None, [])
    held = {month for _, month in reported}
    months = months_between(min(held), max(held))
    units = []
    for code in sorted({unit for unit, _ in reported}):
        pairs = [reported.get((code, month)) for month in months]
        known = [pair[1] for pair in pairs if pair]
        start = months_from(months[0], since[code]) if code in since else None
        series = tuple(meaning.value(*pair) if pair else None for pair in pairs)
        units.append(UnitSeries(code, levels[code], sum(known) / len(known), start, series))
    return Panel(months[0], units)
