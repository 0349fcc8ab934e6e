"""Modified Angoff: what a borderline person would score, as a panel of judges sees it (domain brief 5.5).

Each judge says of each item how likely the borderline person answers it right, or what share of its points that person
earns. A judge's total is the score of that person in this judge's eyes; the cut is the mean of the totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Ratings = NDArray[np.float64]  # (judges, items), shares from 0 to 1, none missing

WIDE = 0.25  # a spread beyond this is talked about before the second round
ROUNDING = 1e-9  # 0.75 − 0.50 is no wider than 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What a round of ratings says; points are those of the form that a candidate gets."""

    totals: tuple[float, ...]  # points, one a judge, in the order of the ratings
    possible: float  # points

    @property
    def judges(self) -> int:
        return len(self.totals)

    @property
    def points(self) -> float:
        return sum(self.totals) / self.judges

    @property
    def share(self) -> float:
        """The cut as a share of the maximum."""
        return self.points / self.possible

    @property
    def standard_error(self) -> float | None:
        """Of the cut, in points: SD of the totals / √judges; unknown with one judge."""
        if self.judges < 2:
            return None
        return float(np.std(self.totals, ddof=1)) / sqrt(self.judges)


def standard(ratings: Ratings, points: Sequence[float]) -> Standard:
    """`points`: what each item counts on an average form; an item that every candidate gets counts its maximum.

    Raises ValueError for ratings that are no shares, or that do not fit the points.
    """
    if ratings.ndim != 2 or not ratings.size or ratings.shape[1] != len(points):
        raise ValueError("one row of ratings a judge, one column an item, is needed")
    if not np.all((ratings >= 0) & (ratings <= 1)):
        raise ValueError("a rating is a share from 0 to 1, and none is missing")
    worth = np.asarray(points, dtype=float)
    if worth.sum() <= 0:
        raise ValueError("the items count nothing")
    return Standard(totals=tuple(float(total) for total in ratings @ worth), possible=float(worth.sum()))


def spread(ratings: Sequence[float]) -> float:
    """Of one item: from the lowest rating to the highest."""
    return max(ratings) - min(ratings)


def is_wide(ratings: Sequence[float]) -> bool:
    return spread(ratings) > WIDE + ROUNDING


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsCompared:
    """What the second round changed."""

    moved: int  # ratings that are no longer the same
    cut_change: float  # points
    error_change: float | None  # points; negative: the judges have come closer
    wide_before: int  # items
    wide_after: int


def compare_rounds(first: Ratings, second: Ratings, points: Sequence[float]) -> RoundsCompared:
    """Both by the same judges, in the same order, on the same items."""
    if first.shape != second.shape:
        raise ValueError("two rounds are compared judge by judge and item by item")
    before, after = standard(first, points), standard(second, points)
    errors = before.standard_error, after.standard_error
    return RoundsCompared(
        moved=int(np.count_nonzero(~np.isclose(first, second))),
        cut_change=after.points - before.points,
        error_change=None if errors[0] is None or errors[1] is None else errors[1] - errors[0],
        wide_before=sum(is_wide(column) for column in first.T),
        wide_after=sum(is_wide(column) for column in second.T),
    )
