"""How repeatable the scores of an examination are.

Where everybody met the same items this is Cronbach's alpha, which is KR-20 when marks are 0 or 1. Where everybody drew
other items, luck with the draw is part of the error: then each person's own marks tell the error of that person's score
(Lord's binomial error, generalised to partial credit), and the coefficient is KR-21 when marks are 0 or 1. Variances
divide by n throughout, save the one within a person.
"""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from .intervals import Estimate

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    people: int
    items: float  # in a sitting, on average
    mean: float  # points
    spread: float  # standard deviation of the points
    coefficient: float  # can come out below zero where scores hardly differ
    is_fixed_form: bool

    @property
    def error(self) -> float:
        """Standard error of measurement, in points."""
        return self.spread * sqrt(max(0.0, 1 - self.coefficient))

    @property
    def estimate(self) -> Estimate:
        """With its 95 % interval, by Feldt (1965)."""
        of_people, of_items = self.people - 1, (self.people - 1) * (self.items - 1)
        wide, narrow = (float(stats.f.ppf(tail, of_people, of_items)) for tail in (0.975, 0.025))
        rest = 1 - self.coefficient
        return Estimate(self.coefficient, 1 - rest * wide, 1 - rest * narrow)


def of_fixed_form(marks: Array) -> Reliability:
    """Marks (people, items), none missing."""
    totals = marks.sum(axis=1)
    count = marks.shape[1]
    variance = totals.var()
    if variance == 0 or count < 2:
        raise ValueError("scores that do not differ have no reliability")
    alpha = count / (count - 1) * (1 - marks.var(axis=0).sum() / variance)
    return Reliability(
        people=len(totals),
        items=count,
        mean=float(totals.mean()),
        spread=float(np.sqrt(variance)),
        coefficient=float(alpha),
        is_fixed_form=True,
    )


def of_drawn_forms(points: Array, squares: Array, counts: Array) -> Reliability:
    """For each person the sum of marks, the sum of squared marks, and the number of items."""
    variance = points.var()
    if variance == 0 or counts.min() < 2:
        raise ValueError("scores that do not differ have no reliability")
    errors = counts / (counts - 1) * (squares - points**2 / counts)
    # The error of the mean mark times its number of items: n · s², with s² of one person's marks.
    coefficient = 1 - errors.mean() / variance
    return Reliability(
        people=len(points),
        items=float(counts.mean()),
        mean=float(points.mean()),
        spread=float(np.sqrt(variance)),
        coefficient=float(coefficient),
        is_fixed_form=False,
    )


def error_at(points: float, items: float) -> float:
    """Conditional standard error of measurement at a score, in points: √(x (n − x) / (n − 1))."""
    return sqrt(max(0.0, points * (items - points) / (items - 1)))


def items_for(coefficient: float, wanted: float, items: float) -> int | None:
    """How many items of the same kind it takes for the reliability `wanted` (Spearman–Brown); None if none do."""
    if coefficient <= 0:
        return None
    return ceil(items * wanted * (1 - coefficient) / (coefficient * (1 - wanted)))
