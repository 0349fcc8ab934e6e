"""Points of one form as points of another: what an equating leaves behind, and all that scoring needs of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

DECIMALS = 4  # of a table; what is kept is what is applied


@dataclass(frozen=True, slots=True)
class Conversion:
    """`table`: for each whole number of points from 0 to the length of the form, the points of the reference form.

    Marks may be partial, so scores between two points are read off the straight line between them. Everything goes by
    shares of the maximum: where a regrade took an item out of the count, the paper is shorter than the table.
    """

    table: tuple[float, ...]

    def __post_init__(self) -> None:
        """Raises ValueError unless more points always count more, and none and all count as none and all."""
        rises = all(low < high for low, high in pairwise(self.table))
        if len(self.table) < 2 or not rises or self.table[0] != 0 or self.table[-1] != self.length:
            raise ValueError("a conversion rises from no points to all points")

    @classmethod
    def of(cls, points: Sequence[float]) -> "Conversion":
        return cls(tuple(round(float(one), DECIMALS) for one in points))

    @property
    def length(self) -> int:
        return len(self.table) - 1

    def points(self, earned: float) -> float:
        """What so many points of the form count."""
        return float(np.interp(earned, range(len(self.table)), self.table))

    def share(self, share: float) -> float:
        return self.points(share * self.length) / self.length

    def own_share(self, share: float) -> float:
        """The share of this form that counts as `share` of the reference form."""
        return float(np.interp(share * self.length, self.table, range(len(self.table)))) / self.length

    def own_cuts(self, cuts: Mapping[int, float]) -> dict[int, float]:
        """Cut scores of the reference form, as shares of this one: for scores of parts, which have no table."""
        return {level: self.own_share(share) for level, share in cuts.items()}
