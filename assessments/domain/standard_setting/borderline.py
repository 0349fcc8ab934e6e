"""Borderline regression: the cut of a simulated case from what raters say of whole runs (domain brief 5.5).

Raters who do not know the score say of each run how well the case was served, from 1 to 5. The score is regressed on
their grade; the cut is what the line predicts for a run at the grade "borderline".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

BORDERLINE = 2.0  # of 1 clearly failed, 2 borderline, 3 satisfactory, 4 good, 5 excellent
FEWEST_RUNS = 30  # fewer say nothing (domain brief 5.4)


class NoLine(ValueError):
    """The grades do not rise with the scores, or are all the same: there is no cut to be read off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderlineCut:
    runs: int
    slope: float  # points a grade
    intercept: float
    cut: float  # points of 100
    standard_error: float  # of the cut, in points
    r_squared: float  # how much of the scores' variance the grades explain


def borderline_cut(grades: Sequence[float], scores: Sequence[float]) -> BorderlineCut:
    """Ordinary least squares, one entry a run; a run's grade is the mean of its raters' grades.

    The standard error is that of the line at the borderline grade: s · √(1/n + (2 − x̄)² / Σ(x − x̄)²), with s² the
    variance about the line on n − 2 degrees of freedom. Raises NoLine.
    """
    x, y = np.asarray(grades, dtype=float), np.asarray(scores, dtype=float)
    if x.shape != y.shape or x.size < 3:
        raise NoLine("three runs and one grade for each are the least that make a line")
    spread = float(((x - x.mean()) ** 2).sum())
    if spread == 0:
        raise NoLine("all runs got the same grade")
    slope = float(((x - x.mean()) * (y - y.mean())).sum()) / spread
    if slope <= 0:
        raise NoLine("better grades do not go with better scores")
    intercept = float(y.mean()) - slope * float(x.mean())
    about_the_line = float(((y - intercept - slope * x) ** 2).sum())
    variance = about_the_line / (x.size - 2)
    return BorderlineCut(
        runs=int(x.size),
        slope=slope,
        intercept=intercept,
        cut=intercept + slope * BORDERLINE,
        standard_error=sqrt(variance * (1 / x.size + (BORDERLINE - float(x.mean())) ** 2 / spread)),
        r_squared=1 - about_the_line / float(((y - y.mean()) ** 2).sum()),
    )
