"""The published cells as a linear program over what they leave unknown (`bounds`)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from .atoms import Atom
from .bounds import Bounds
from .people import bind_ageing, bind_atom
from .published import PublishedCell
from .reading import bind_cell, bind_change

INFEASIBLE = 2  # as scipy numbers it


class NothingFits(Exception):
    """The figures contradict each other: they were not made from one set of people."""


class Program:
    """Of some atoms; `most` and `fewest` ask for one of them."""

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
        self._people = {
            state: [bounds.column(place, ("n", state)) for place in range(len(atoms))] for state in ("met", "gap")
        }

    def fewest(self, place: int, state: str) -> float:
        """People of an atom in a state, at least; not rounded."""
        return float(self.extreme([place], state, sign=1)[place])

    def most(self, place: int, state: str) -> float:
        """People of an atom in a state, at most; not rounded."""
        return float(self.extreme([place], state, sign=-1)[place])

    def extreme(self, places: Sequence[int], state: str, *, sign: int) -> NDArray[np.float64]:
        """By atom the people in a state where those of some atoms together are fewest (sign 1) or most (-1)."""
        columns = self._people[state]
        cost = np.zeros(self._matrix.shape[1])
        cost[[columns[place] for place in places]] = sign
        found = linprog(cost, A_ub=self._matrix, b_ub=self._limits, method="highs")  # type: ignore[call-overload]
        if found.status == INFEASIBLE:
            raise NothingFits
        return np.asarray(found.x[columns])
