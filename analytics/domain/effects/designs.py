"""Who is compared with whom: trained units with others that look alike, or with those that were trained later."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from scipy.optimize import linear_sum_assignment

from .panel import UnitSeries, slope_before

ANOTHER_LEVEL = 6.0  # in standard deviations: a unit of another level is taken only where no other is left
OUT_OF_QUESTION = 1e6


class Design(StrEnum):
    MATCHED = "matched"
    STAGED = "staged"


@dataclass(frozen=True, slots=True)
class Stack:
    """Units trained in one month, and those compared with them over the same months."""

    start: int
    treated: tuple[UnitSeries, ...]
    comparison: tuple[UnitSeries, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    stacks: list[Stack]
    alone: list[UnitSeries] = field(default_factory=list)  # trained, with months enough, but like no other unit
    too_short: list[UnitSeries] = field(default_factory=list)  # trained, but months are missing around it

    @property
    def treated(self) -> list[UnitSeries]:
        return [unit for stack in self.stacks for unit in stack.treated]

    @property
    def unlike(self) -> int:
        """Trained units with nobody of their own level on the other side."""
        return sum(
            unit.level not in {other.level for other in stack.comparison}
            for stack in self.stacks
            for unit in stack.treated
        )

    @property
    def comparison(self) -> list[UnitSeries]:
        """Each once, though it may serve several months."""
        found = {unit.code: unit for stack in self.stacks for unit in stack.comparison}
        return [found[code] for code in sorted(found)]


def compared(units: Sequence[UnitSeries], design: Design) -> Comparison:
    """The same for the same units in any order."""
    units = sorted(units, key=lambda unit: unit.code)
    trained = [unit for unit in units if unit.start is not None]
    usable = [unit for unit in trained if unit.window(unit.start or 0) is not None]
    too_short = [unit for unit in trained if unit not in usable]
    stacks = _matched(usable, units) if design is Design.MATCHED else _staged(usable, units)
    served = {unit.code for stack in stacks for unit in stack.treated}
    return Comparison(stacks, [unit for unit in usable if unit.code not in served], too_short)


def _staged(usable: Sequence[UnitSeries], units: Sequence[UnitSeries]) -> list[Stack]:
    stacks = []
    for start in sorted({unit.start for unit in usable if unit.start is not None}):
        later = [
            unit
            for unit in units
            if unit.start is not None and unit.is_untrained_around(start) and unit.window(start) is not None
        ]
        if later:
            stacks.append(Stack(start, tuple(unit for unit in usable if unit.start == start), tuple(later)))
    return stacks


def _matched(usable: Sequence[UnitSeries], units: Sequence[UnitSeries]) -> list[Stack]:
    """One partner each, nobody twice, and the sum of the distances as small as it can be."""
    pool = [unit for unit in units if unit.start is None or any(unit.is_untrained_around(o.start or 0) for o in usable)]
    if not usable or not pool:
        return []
    costs = np.array([_distances(unit, pool) for unit in usable])
    rows, columns = linear_sum_assignment(costs)
    pairs = [
        (usable[row], pool[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if costs[row, column] < OUT_OF_QUESTION
    ]
    starts = sorted({unit.start for unit, _ in pairs if unit.start is not None})
    return [
        Stack(
            start,
            tuple(unit for unit, _ in pairs if unit.start == start),
            tuple(partner for unit, partner in pairs if unit.start == start),
        )
        for start in starts
    ]


def _distances(unit: UnitSeries, pool: Sequence[UnitSeries]) -> list[float]:
    """Level, size and the trend before, each in standard deviations of the pool."""
    start = unit.start or 0
    windows = [other.window(start) if other.is_untrained_around(start) else None for other in pool]
    slopes = np.array([np.nan if window is None else slope_before(window) for window in windows])
    if np.isnan(slopes).all():
        return [OUT_OF_QUESTION] * len(pool)
    own = unit.window(start)
    trend = np.abs(slopes - (slope_before(own) if own is not None else np.nan)) / _spread(slopes)
    sizes = np.log1p([other.size for other in pool])
    size = np.abs(sizes - np.log1p(unit.size)) / _spread(sizes)
    level = ANOTHER_LEVEL * np.array([other.level != unit.level for other in pool])
    return [float(cost) for cost in np.where(np.isnan(trend), OUT_OF_QUESTION, trend + size + level)]


def _spread(values: np.ndarray) -> float:
    spread = float(np.nanstd(values))
    return spread if spread > 1e-9 else 1.0
