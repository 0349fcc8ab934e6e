"""Marks as a database holds them, one row for each item of each sitting, added up in whichever way a figure needs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .moments import Moments

Array = NDArray[np.float64]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MarkList:
    """Three columns of one length. A sitting has two items or more, so that each has a rest score."""

    sittings: Ids
    items: Ids
    marks: Array

    @classmethod
    def of(cls, rows: list[tuple[int, int, float]]) -> "MarkList":
        """From (sitting, item, mark); sittings of one item are left out."""
        table = np.array(rows, dtype=np.float64).reshape(-1, 3)
        _, places, counts = np.unique(table[:, 0], return_inverse=True, return_counts=True)
        table = table[counts[places] > 1]
        return cls(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2])

    def by_sitting(self) -> tuple[Array, Array, Array]:
        """For each sitting, by number: points, sum of squared marks, and how many items."""
        _, places = np.unique(self.sittings, return_inverse=True)
        counts = np.bincount(places).astype(np.float64)
        return _added(places, self.marks), _added(places, self.marks**2), counts

    def points(self, topics: Ids | None = None) -> Array:
        """For each row, what the same person earned in all, or on the items of the same topic (one number a row)."""
        keys = self.sittings if topics is None else np.stack([self.sittings, topics])
        _, places = np.unique(keys, axis=-1, return_inverse=True)
        return _added(places.ravel(), self.marks)[places.ravel()]

    def rests(self) -> Array:
        """For each row, what the same person earned on the other items, as a share."""
        _, places, counts = np.unique(self.sittings, return_inverse=True, return_counts=True)
        return np.asarray((self.points() - self.marks) / (counts[places] - 1))

    def moments(self) -> dict[int, Moments]:
        """For each item."""
        items, places = np.unique(self.items, return_inverse=True)
        rests = self.rests()
        sums = [
            _added(places, weights).tolist()
            for weights in (self.marks, self.marks**2, rests, rests**2, self.marks * rests)
        ]
        counts = np.bincount(places).tolist()
        return {
            item: Moments(count=count, marks=x, marks_squared=xx, rests=r, rests_squared=rr, products=xr)
            for item, count, x, xx, r, rr, xr in zip(items.tolist(), counts, *sums, strict=True)
        }

    def matrix(self) -> tuple[list[int], Array]:
        """The items, and marks (sittings, items) with NaN where an item was not met."""
        items, columns = np.unique(self.items, return_inverse=True)
        sittings, rows = np.unique(self.sittings, return_inverse=True)
        table = np.full((len(sittings), len(items)), np.nan)
        table[rows, columns] = self.marks
        return items.tolist(), table

    @property
    def is_one_form(self) -> bool:
        """Everybody met the same items."""
        return len(self.marks) == len(np.unique(self.sittings)) * len(np.unique(self.items))


def _added(places: NDArray[np.intp], weights: Array) -> Array:
    return np.asarray(np.bincount(places, weights), dtype=np.float64)
