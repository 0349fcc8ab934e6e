"""Difference in differences over stacks, with intervals that treat each unit, not each month, as one observation.

Least squares with effects of unit and month in every stack is, for complete windows, a weighted mean of the stacks'
differences; the weights are those of the regression (n₁n₀ ÷ (n₁+n₀)). Months of one unit hang together, so the variance
is that of leaving out whole units (CR3, the jackknife): it errs towards width where units are few.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from .designs import Stack
from .panel import AFTER, BEFORE, slope_before

FEWEST = 4  # units a side below which an interval would promise what it cannot hold
CONFIDENCE = 0.95

Contrast = Callable[[np.ndarray], np.ndarray]  # months of one unit → figures


@dataclass(frozen=True, slots=True)
class Estimate:
    """Without an interval where units are too few."""

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def is_sure(self) -> bool:
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


def after_minus_before(window: np.ndarray) -> np.ndarray:
    return np.array([window[BEFORE + 1 :].mean() - window[:BEFORE].mean()])


def slope(window: np.ndarray) -> np.ndarray:
    return np.array([slope_before(window)])


def beside_last_before(window: np.ndarray) -> np.ndarray:
    """Each month beside the last one before the training."""
    return np.asarray(window - window[BEFORE - 1])


def difference(stacks: Sequence[Stack], contrast: Contrast) -> list[Estimate]:
    """Of the trained units from the others, one estimate for each figure of the contrast."""
    blocks = [_Block.of(stack, contrast) for stack in stacks]
    values = _weighted(blocks, "")
    treated = {code for block in blocks for code in block.treated_codes}
    others = {code for block in blocks for code in block.other_codes}
    units = sorted(treated | others)  # a unit that was trained late may stand on both sides, and is one unit
    if min(len(treated), len(others)) < FEWEST:
        return [Estimate(float(value)) for value in values]
    without = np.array([_weighted(blocks, code) for code in units])
    count = len(units)
    errors = np.sqrt((count - 1) / count * ((without - values) ** 2).sum(axis=0))
    reach = student.ppf(0.5 + CONFIDENCE / 2, count - 1) * errors
    return [Estimate(float(v), float(v - r), float(v + r)) for v, r in zip(values, reach, strict=True)]


def event_months() -> list[int]:
    return list(range(-BEFORE, AFTER + 1))


@dataclass(frozen=True, slots=True)
class _Block:
    treated_codes: list[str]
    other_codes: list[str]
    treated: np.ndarray  # units × figures
    others: np.ndarray

    @classmethod
    def of(cls, stack: Stack, contrast: Contrast) -> "_Block":
        sides = []
        for units in (stack.treated, stack.comparison):
            windows = [unit.window(stack.start) for unit in units]
            sides.append(np.array([contrast(window) for window in windows if window is not None]))
        return cls([unit.code for unit in stack.treated], [unit.code for unit in stack.comparison], sides[0], sides[1])


def _weighted(blocks: Sequence[_Block], left_out: str) -> np.ndarray:
    total, weights = np.zeros(blocks[0].treated.shape[1]), 0.0
    for block in blocks:
        treated = block.treated[[code != left_out for code in block.treated_codes]]
        others = block.others[[code != left_out for code in block.other_codes]]
        if len(treated) and len(others):
            weight = len(treated) * len(others) / (len(treated) + len(others))
            total = total + weight * (treated.mean(axis=0) - others.mean(axis=0))
            weights += weight
    return total / weights if weights else total
