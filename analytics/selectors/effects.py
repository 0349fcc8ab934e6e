"""Before and after a training: the units in reach as a panel, who is compared with whom, and what may be said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.effects.designs import Comparison, Design, compared
from ..domain.effects.drawing import EventDrawing, draw_events
from ..domain.effects.estimating import Estimate, event_months
from ..domain.effects.panel import UnitSeries
from ..domain.effects.verdicts import Finding, find
from ..domain.indicators.series import month_after, months_between, months_from
from ..models import ServiceIndicator
from .effect_words import Sentences, in_words
from .indicators import values_as_of
from .service_words import figure
from .trainings import Training, trained_since


@dataclass(frozen=True, slots=True)
class Pair:
    """Units trained in one month and those that they are compared with."""

    month: date
    treated: list[str]
    comparison: list[str]


@dataclass(frozen=True, slots=True)
class MonthLine:
    month: int  # from the training
    difference: str
    interval: str


@dataclass(frozen=True, slots=True)
class EffectPage:
    indicator: ServiceIndicator
    training: Training
    design: Design
    comparison: Comparison
    finding: Finding
    words: Sentences
    pairs: list[Pair]
    left_out: list[str]
    drawing: EventDrawing | None
    months: list[MonthLine]


def effect_page(
    scope: Scope, at: datetime, *, indicator: ServiceIndicator, training: Training, design: Design
) -> EffectPage:
    first, units = _panel(scope, at, indicator=indicator, since=trained_since(training, scope))
    comparison = compared(units, design)
    finding = find(comparison, indicator.meaning)
    names = {unit.code: f"{unit.code} {unit.name}" for unit in scope.units()}
    return EffectPage(
        indicator=indicator,
        training=training,
        design=design,
        comparison=comparison,
        finding=finding,
        words=in_words(finding, indicator, training.name, comparison),
        pairs=[
            Pair(
                month_after(first, stack.start),
                [names[unit.code] for unit in stack.treated],
                [names[unit.code] for unit in stack.comparison],
            )
            for stack in comparison.stacks
        ],
        left_out=[names[unit.code] for unit in (*comparison.too_short, *comparison.alone)],
        drawing=draw_events(finding.months) if finding.months else None,
        months=[
            MonthLine(number, figure(one.value, indicator.meaning), _interval(one, indicator))
            for number, one in zip(event_months(), finding.months, strict=False)
        ],
    )


def _panel(
    scope: Scope, at: datetime, *, indicator: ServiceIndicator, since: Mapping[str, date]
) -> tuple[date, list[UnitSeries]]:
    values = values_as_of(at, scope=scope, indicator=indicator.code)
    reported = sorted({month for _, _, month in values})
    if not reported:
        return at.date().replace(day=1), []
    months = months_between(reported[0], reported[-1])
    levels = dict(OrgUnit.objects.filter(scope.condition()).values_list("code", "level"))
    units = []
    for code in sorted({unit for unit, _, _ in values}):
        pairs = [values.get((code, indicator.code, month)) for month in months]
        known = [pair[1] for pair in pairs if pair]
        start = months_from(months[0], since[code]) if code in since else None
        series = tuple(indicator.meaning.value(*pair) if pair else None for pair in pairs)
        units.append(UnitSeries(code, levels[code], sum(known) / len(known), start, series))
    return months[0], units


def _interval(one: Estimate, indicator: ServiceIndicator) -> str:
    if one.low is None or one.high is None:
        return "–"
    return f"{figure(one.low, indicator.meaning)} … {figure(one.high, indicator.meaning)}"
