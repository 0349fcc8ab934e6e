"""How unequal units are, and how much of it lies between the levels of the administration (domain.md 6.2).

    T = Σ p (x/μ) ln(x/μ) = between + within        p a unit's share of the weight, μ = Σ p x
    between  the same over levels, each at its mean;  within  Σ share of the level in Σ p x · T inside the level

A Gini coefficient cannot be split so. Every function takes one row a draw, so that resampling needs no loop; units of a
level stand side by side, and `starts` says where each level begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]  # draws × units, or draws × levels
POINT = 0.01  # added to each coverage: a unit without any has a logarithm too


@dataclass(frozen=True, slots=True)
class Decomposition:
    """One value a draw; `means` one column a level, of coverage as it is."""

    total: Matrix
    between: Matrix
    means: Matrix
    mean: Matrix

    @property
    def within(self) -> Matrix:
        return self.total - self.between

    @property
    def share_between(self) -> Matrix:
        """NaN where all units are alike: there is nothing to divide."""
        is_unequal = self.total > 1e-12
        return np.divide(self.between, self.total, out=np.full_like(self.total, np.nan), where=is_unequal)


def decompose(coverage: Matrix, weights: Matrix, starts: Sequence[int]) -> Decomposition:
    """Of coverages from 0 to 1 with weights above 0."""
    x = coverage + POINT
    weight_of = np.add.reduceat(weights, starts, axis=1)
    means = np.add.reduceat(weights * x, starts, axis=1) / weight_of
    total_weight = weights.sum(axis=1, keepdims=True)
    mean = (weights * x).sum(axis=1, keepdims=True) / total_weight
    return Decomposition(
        total=_entropy(x / mean, weights / total_weight),
        between=_entropy(means / mean, weight_of / total_weight),
        means=means - POINT,
        mean=mean[:, 0] - POINT,
    )


def _entropy(ratios: Matrix, shares: Matrix) -> Matrix:
    found: Matrix = np.maximum((shares * ratios * np.log(ratios)).sum(axis=1), 0.0)
    return found
