"""What is believed of one person's ability: a distribution on 61 points, moved by each answer (EAP).

The unit is one level, the spread of the level model (`domain.levels`), and zero is its centre, 2.5 on the level scale,
where the borderline person of level 3 stands. So a standard error of 0.40 is four tenths of a level.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..levels import CENTRE, LEVELS

Floats: TypeAlias = NDArray[np.float64]

POINTS = 61
REACH = 4.0  # levels to either side of the centre
STEP = 2 * REACH / (POINTS - 1)
GRID: Floats = np.linspace(-REACH, REACH, POINTS)
INTERVAL = 0.90  # probability of the interval that is told
_EDGES: Floats = np.append(GRID - STEP / 2, REACH + STEP / 2)
_SQUARES: Floats = GRID**2


@dataclass(frozen=True, eq=False)
class Belief:
    """Probabilities of the points of `GRID`; they add up to one."""

    weights: Floats

    @cached_property
    def mean(self) -> float:
        return float(self.weights @ GRID)

    @cached_property
    def se(self) -> float:
        return sqrt(max(0.0, float(self.weights @ _SQUARES) - self.mean**2))

    @property
    def nearest(self) -> int:
        """The point of the grid nearest to the mean, for look-ups."""
        return round((self.mean + REACH) / STEP)

    @property
    def on_level_scale(self) -> float:
        return CENTRE + self.mean

    def after(self, likelihood: Floats) -> "Belief":
        """`likelihood`: probability of what was observed, at each point of the grid."""
        weights = self.weights * likelihood
        return Belief(weights / weights.sum())

    def at_least(self, level: int) -> float:
        """Probability that the ability reaches `level`, whose borderline person stands half a level below it."""
        cut = level - 0.5 - CENTRE
        return float(self.weights @ np.clip((_EDGES[1:] - cut) / STEP, 0.0, 1.0))

    @property
    def levels(self) -> tuple[int, int]:
        """Lowest and highest level inside the interval that is told; 0 stands for below level 1."""
        tail = (1 - INTERVAL) / 2
        ends = np.interp((tail, 1 - tail), np.append(0.0, np.cumsum(self.weights)), _EDGES)
        low, high = (level_at(CENTRE + float(end)) for end in ends)
        return low, high


def level_at(value: float) -> int:
    """The level that a value on the level scale belongs to; 0 below the first."""
    return min(max(LEVELS), max(0, int(np.floor(value + 0.5))))


def normal(mean: float, sd: float) -> Belief:
    weights = np.exp(-0.5 * ((GRID - mean) / sd) ** 2)
    return Belief(weights / weights.sum())


def learn(belief: Belief, likelihoods: Iterable[Floats]) -> Belief:
    for likelihood in likelihoods:
        belief = belief.after(likelihood)
    return belief


PRIOR = normal(0.0, 1.0)  # the same for everyone
