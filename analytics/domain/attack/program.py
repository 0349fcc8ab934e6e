"""The published cells as a linear program over what they leave unknown (`bounds`)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from .atoms import Atom
from .bounds import TERMS, Bounds
from .people import bind_ageing, bind_atom
from .published import PublishedCell
from .reading import bind_cell, bind_change

INFEASIBLE = 2  # as scipy numbers it


class NothingFits(Exception):
    """The figures contradict each other: they were not made from one set of people."""


class Program:
    """Of some atoms; `most` and `fewest` ask for one of them."""

    Met = dict[int, float]  # by atom

    def __init__(self, atoms: Sequence[Atom], cells: Sequence[PublishedCell]) -> None:
        bounds = Bounds(len(atoms))
        for place, atom in enumerate(atoms):
            bind_atom(bounds, place, atom.staff)
        bind_ageing(bounds, atoms)
        leaf = [next(iter(atom.leaves)) for atom in atoms]  # a cell counts all leaves of an atom, or none
        for cell in cells:
            places = [place for place, one in enumerate(leaf) if one in cell.leaves]
            if cell.tells and places:
                bind_cell(bounds, atoms, places, cell)
            for change in cell.changes:
                bind_change(bounds, leaf, change)
        self._matrix, self._limits = bounds.frozen()
        self._by_column = self._matrix.tocsc()
        self._concerns = _concerns(self._matrix)
        self._people = {
            state: [bounds.column(place, ("n", state)) for place in range(len(atoms))] for state in ("met", "gap")
        }

    def fewest(self, place: int, state: str) -> float:
        """People of an atom in a state, at least; not rounded."""
        return float(self.extreme([place], state, sign=1)[place])

    def most(self, place: int, state: str) -> float:
        """People of an atom in a state, at most; not rounded."""
        return float(self.extreme([place], state, sign=-1)[place])

    def nearest(self, place: int, size: int) -> list[int]:
        """That atom and others, first those with which it shares most bounds that concern few."""
        shared = (self._concerns[[place]] @ self._concerns.T).toarray().ravel()
        shared[place] = np.inf
        found = np.argsort(-shared, kind="stable")[:size]
        return [int(one) for one in found if shared[one] > 0]

    def near(
        self, known: NDArray[np.float64], free: Sequence[int], asked: Sequence[int], *, sign: int
    ) -> "Program.Met":
        """As `extreme` for those who meet the demand, where only some atoms may differ from a known solution."""
        columns = np.concatenate([np.arange(len(TERMS)) + place * len(TERMS) for place in free])
        loose = self._by_column[:, columns]
        rows = np.unique(loose.indices)
        bounds = loose.tocsr()[rows]
        limits = self._limits[rows] - (self._matrix[rows] @ known - bounds @ known[columns])
        place_of = {column: place for place, column in enumerate(columns.tolist())}
        met = [place_of[self._people["met"][place]] for place in free]
        cost = np.zeros(columns.size)
        cost[[place_of[self._people["met"][place]] for place in asked]] = sign
        found = linprog(cost, A_ub=bounds, b_ub=limits, method="highs")  # type: ignore[call-overload]
        return dict(zip(free, found.x[met].tolist(), strict=True)) if found.x is not None else {}

    def extreme(self, places: Sequence[int], state: str, *, sign: int) -> NDArray[np.float64]:
        """By atom the people in a state where those of some atoms together are fewest (sign 1) or most (-1)."""
        columns = self._people[state]
        cost = np.zeros(self._matrix.shape[1])
        cost[[columns[place] for place in places]] = sign
        # Of a whole academy the simplex method takes minutes, interior points half a minute.
        found = linprog(cost, A_ub=self._matrix, b_ub=self._limits, method="highs-ipm")  # type: ignore[call-overload]
        if found.status == INFEASIBLE:
            raise NothingFits
        return np.asarray(found.x[columns])


def _concerns(matrix: csr_array) -> csr_array:
    """Atoms × bounds: one through the root of how many atoms the bound concerns."""
    rows, columns = matrix.nonzero()
    pairs = np.unique(np.stack([columns // len(TERMS), rows]), axis=1)
    weight = 1 / np.sqrt(np.bincount(pairs[1], minlength=matrix.shape[0]))[pairs[1]]
    return csr_array((weight, (pairs[0], pairs[1])), shape=(matrix.shape[1] // len(TERMS), matrix.shape[0]))
