"""Before and after a training: the units in reach as a panel, who is compared with whom, and what may be said."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.people.access import Scope

from ..domain.effects.designs import Comparison, Design, compared
from ..domain.effects.drawing import EventDrawing, draw_events
from ..domain.effects.estimating import Estimate, event_months
from ..domain.effects.verdicts import Finding, find
from ..domain.indicators.series import month_after
from ..models import ServiceIndicator
from .effect_basis import Basis
from .effect_words import Sentences, in_words
from .indicators import values_as_of
from .panels import levels_of, panel_of
from .service_words import figure
from .trainings import Training, starts


@dataclass(frozen=True, slots=True)
class TrainedUnit:
    name: str
    is_stated: bool  # the month; else it was noted


@dataclass(frozen=True, slots=True)
class Pair:
    """Units trained in one month and those that they are compared with."""

    month: date
    treated: list[TrainedUnit]
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
    basis: Basis
    words: Sentences
    pairs: list[Pair]
    left_out: list[str]
    drawing: EventDrawing | None
    months: list[MonthLine]


def effect_page(
    scope: Scope, at: datetime, *, indicator: ServiceIndicator, training: Training, design: Design
) -> EffectPage:
    since = starts(training, scope)
    panel = panel_of(
        values_as_of(at, scope=scope, indicator=indicator.code),
        indicator.meaning,
        since={unit: start.month for unit, start in since.items()},
        levels=levels_of(scope),
    )
    comparison = compared(panel.units, design)
    trained = comparison.treated or [*comparison.alone, *comparison.too_short]
    basis = Basis.of(since[unit.code] for unit in trained)
    finding = find(comparison, indicator.meaning)
    names = {unit.code: f"{unit.code} {unit.name}" for unit in scope.units()}
    return EffectPage(
        indicator=indicator,
        training=training,
        design=design,
        comparison=comparison,
        finding=finding,
        basis=basis,
        words=in_words(finding, indicator, training.name, comparison=comparison, basis=basis),
        pairs=[
            Pair(
                month_after(panel.first, stack.start),
                [TrainedUnit(names[unit.code], since[unit.code].is_stated) for unit in stack.treated],
                [names[unit.code] for unit in stack.comparison],
            )
            for stack in comparison.stacks
            if panel.first
        ],
        left_out=[names[unit.code] for unit in (*comparison.too_short, *comparison.alone)],
        drawing=draw_events(finding.months) if finding.months else None,
        months=[
            MonthLine(number, figure(one.value, indicator.meaning), _interval(one, indicator))
            for number, one in zip(event_months(), finding.months, strict=False)
        ],
    )


def _interval(one: Estimate, indicator: ServiceIndicator) -> str:
    if one.low is None or one.high is None:
        return "–"
    return f"{figure(one.low, indicator.meaning)} … {figure(one.high, indicator.meaning)}"
