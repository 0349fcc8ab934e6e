"""What may be said of a comparison. Without one, nothing is claimed but that something changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ..indicators.meaning import Meaning
from .designs import Comparison
from .estimating import Estimate, after_minus_before, beside_last_before, difference, slope
from .panel import AFTER, BEFORE, UnitSeries


class Verdict(StrEnum):
    NOBODY = "nobody"  # no unit was trained with enough months on both sides
    ALONE = "alone"  # there is nothing to compare with
    TOO_FEW = "too_few"
    MOVING_BEFORE = "moving_before"
    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True, slots=True)
class Means:
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    treated: Means | None = None
    comparison: Means | None = None
    effect: Estimate | None = None
    trend_before: Estimate | None = None  # how the trained units moved beside the others before, a month
    months: tuple[Estimate, ...] = ()  # of the event study


def find(comparison: Comparison, meaning: Meaning) -> Finding:
    if not comparison.stacks:
        trained = _means([(unit, unit.start or 0) for unit in comparison.alone])
        return Finding(Verdict.ALONE if trained else Verdict.NOBODY, trained)
    stacks = comparison.stacks
    effect, trend = difference(stacks, after_minus_before)[0], difference(stacks, slope)[0]
    return Finding(
        _verdict(effect, trend, meaning),
        _means([(unit, stack.start) for stack in stacks for unit in stack.treated]),
        _means([(unit, stack.start) for stack in stacks for unit in stack.comparison]),
        effect,
        trend,
        tuple(difference(stacks, beside_last_before)),
    )


def _verdict(effect: Estimate, trend: Estimate, meaning: Meaning) -> Verdict:
    if effect.low is None:
        return Verdict.TOO_FEW
    if trend.is_sure:
        return Verdict.MOVING_BEFORE
    if not effect.is_sure:
        return Verdict.NO_DIFFERENCE
    return Verdict.BETTER if meaning.is_better(effect.value) else Verdict.WORSE


def _means(found: Sequence[tuple[UnitSeries, int]]) -> Means | None:
    windows = [window for unit, start in found if (window := unit.window(start)) is not None]
    if not windows:
        return None
    mean = np.mean(windows, axis=0)
    return Means(float(mean[:BEFORE].mean()), float(mean[-AFTER:].mean()))
