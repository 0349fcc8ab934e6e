"""Unknowns and linear bounds on sums of them.

Of each atom and assessed state: people n, working time F = Σ f, able people Q = Σ p, able time P = Σ f p and spread
S = Σ f² p (1 − p), where p lies in the range of the state. Of each atom also people by verified level.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ..measures.levels import RUNGS
from .published import Range

RANGES = {"met": (0.75, 1.0), "gap": (0.0, 0.25), "undetermined": (0.25, 0.75)}  # of p, by state
STATES = tuple(RANGES)
Term = tuple[str, str]  # kind, and state or rung
TERMS: list[Term] = [(kind, state) for state in STATES for kind in "nFQPS"]
TERMS += [("level", str(rung)) for rung in RUNGS]
NUMBER = {term: number for number, term in enumerate(TERMS)}
SLACK = 1e-7


class Bounds:
    """Collected row by row."""

    def __init__(self, atoms: int) -> None:
        self._width = atoms * len(TERMS)
        self._rows: list[Mapping[int, float]] = []
        self._limits: list[float] = []

    @staticmethod
    def column(place: int, term: Term) -> int:
        return place * len(TERMS) + NUMBER[term]

    def row(self, weights: Mapping[int, float], limit: float) -> None:
        """By column."""
        self._rows.append(weights)
        self._limits.append(limit)

    def most(self, places: Sequence[int], weights: Mapping[Term, float], limit: float) -> None:
        """Σ over atoms of Σ weight · unknown ≤ limit."""
        row: dict[int, float] = {}
        for place in places:
            row |= {self.column(place, term): weight for term, weight in weights.items() if weight}
        self.row(row, limit)

    def between(self, places: Sequence[int], weights: Mapping[Term, float], limits: Range | None) -> None:
        if limits is not None:
            self.most(places, weights, limits[1])
            self.most(places, negative(weights), -limits[0])

    def differ(self, sides: tuple[Sequence[int], Sequence[int]], weights: Mapping[Term, float], limit: float) -> None:
        """What one side has more than the other is at most so much."""
        row: dict[int, float] = {}
        for places, sign in zip(sides, (1, -1), strict=True):
            row |= {self.column(place, term): sign * weight for place in places for term, weight in weights.items()}
        self.row(row, limit)

    def frozen(self) -> tuple[csr_array, NDArray[np.float64]]:
        starts = np.cumsum([0, *(len(row) for row in self._rows)])
        indices = [column for row in self._rows for column in row]
        values = [value for row in self._rows for value in row.values()]
        matrix = csr_array((values, indices, starts), shape=(len(self._rows), self._width))
        return matrix, np.array(self._limits) + SLACK


def negative(weights: Mapping[Term, float]) -> dict[Term, float]:
    return {term: -weight for term, weight in weights.items()}


def over_states(kind: str, weight: float = 1.0) -> dict[Term, float]:
    return {(kind, state): weight for state in STATES}
