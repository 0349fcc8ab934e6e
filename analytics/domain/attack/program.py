"""The published cells as a linear program over what they leave unknown.

For each atom and each assessed state four unknowns: people n, working time F = Σ f, able time P = Σ f p and spread
S = Σ f² p (1 − p), where p lies in the range of the state. Every published figure is a linear bound on sums of these;
the little that is not linear (the interval's square root) enters as a bound that holds in any case, so that the program
never excludes what is possible.
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from ..coverage import ALONE, NINETY_PERCENT
from .published import Atom, PublishedCell, Range

RANGES = {"met": (0.75, 1.0), "gap": (0.0, 0.25), "undetermined": (0.25, 0.75)}  # of p, by state
STATES = tuple(RANGES)
KINDS = ("n", "F", "P", "S")
SLACK = 1e-9
INFEASIBLE = 2  # as scipy numbers it

Term = tuple[str, str]  # kind and state


class NothingFits(Exception):
    """The figures contradict each other: they were not made from one set of people."""


class Program:
    """Linear bounds on the unknowns of some atoms; `most` and `fewest` ask for one of them."""

    def __init__(self, atoms: Sequence[Atom], cells: Sequence[PublishedCell]) -> None:
        self.atoms = atoms
        self._rows: list[dict[int, float]] = []
        self._limits: list[float] = []
        for place, atom in enumerate(atoms):
            self._bind_atom(place, atom)
        for cell in cells:
            if cell.tells:
                self._bind_cell(cell)
        self._matrix, self._bound = self._frozen()

    def fewest(self, place: int, state: str) -> float:
        """People of an atom in a state, at least; not rounded."""
        return self._least(place, state, sign=1.0)

    def most(self, place: int, state: str) -> float:
        """People of an atom in a state, at most; not rounded."""
        return -self._least(place, state, sign=-1.0)

    def _least(self, place: int, state: str, *, sign: float) -> float:
        cost = np.zeros(self._matrix.shape[1])
        cost[self._column(place, "n", state)] = sign
        found = linprog(cost, A_ub=self._matrix, b_ub=self._bound, method="highs")  # type: ignore[call-overload]
        if found.status == INFEASIBLE:
            raise NothingFits
        return float(found.fun)

    def _frozen(self) -> tuple[csr_array, np.ndarray]:
        columns = len(self.atoms) * len(STATES) * len(KINDS)
        starts = np.cumsum([0, *(len(row) for row in self._rows)])
        indices = [column for row in self._rows for column in row]
        values = [value for row in self._rows for value in row.values()]
        matrix = csr_array((values, indices, starts), shape=(len(self._rows), columns))
        return matrix, np.array(self._limits) + SLACK

    def _column(self, place: int, kind: str, state: str) -> int:
        return (place * len(STATES) + STATES.index(state)) * len(KINDS) + KINDS.index(kind)

    def _bind(self, places: Sequence[int], weights: dict[Term, float], limit: float) -> None:
        """Σ over atoms of Σ weight · unknown ≤ limit."""
        row = {self._column(place, *term): weight for place in places for term, weight in weights.items() if weight}
        self._rows.append(row)
        self._limits.append(limit)

    def _bind_atom(self, place: int, atom: Atom) -> None:
        least, most = atom.staff.least_fte, atom.staff.most_fte
        assessed = 0 if atom.staff.are_assessed is False else atom.staff.people
        self._bind([place], {("n", state): 1.0 for state in STATES}, assessed)
        if atom.staff.are_assessed:
            self._bind([place], {("n", state): -1.0 for state in STATES}, -assessed)
        self._bind([place], {("F", state): 1.0 for state in STATES}, atom.staff.fte)
        for state, (low, high) in RANGES.items():
            n, f, p, s = (("n", state), ("F", state), ("P", state), ("S", state))
            self._bind([place], {f: 1.0, n: -most}, 0)
            self._bind([place], {n: least, f: -1.0}, 0)
            self._bind([place], {f: low, p: -1.0}, 0)
            self._bind([place], {p: 1.0, f: -high}, 0)
            # p (1 − p) lies above its chord and below its tangents at both ends; f² lies within f · [least, most].
            slope = 1 - low - high
            self._bind([place], {p: least * slope, f: least * low * high, s: -1.0}, 0)
            for at in (low, high):
                self._bind([place], {s: 1.0, p: -most * (1 - 2 * at), f: -most * at**2}, 0)

    def _bind_cell(self, cell: PublishedCell) -> None:
        places = [place for place, atom in enumerate(self.atoms) if atom.leaves <= cell.leaves]
        self._bind_count(places, STATES, cell.assessed)
        for state in STATES:
            self._bind_count(places, (state,), getattr(cell, state))
        self._bind_shares(places, cell)
        self._bind_interval(places, cell)
        if cell.has_several:
            least = min(self.atoms[place].staff.least_fte for place in places)
            self._bind(places, {("P", state): -1.0 for state in STATES}, -ALONE * least)

    def _bind_count(self, places: Sequence[int], states: Sequence[str], shown: Range | None) -> None:
        if shown is not None:
            self._bind(places, {("n", state): 1.0 for state in states}, shown[1])
            self._bind(places, {("n", state): -1.0 for state in states}, -shown[0])

    def _bind_shares(self, places: Sequence[int], cell: PublishedCell) -> None:
        """coverage = ΣP / ΣF, and its bounds over everybody's working time."""
        able = {("P", state): 1.0 for state in STATES}
        unable = {("P", state): -1.0 for state in STATES}
        fte = sum(self.atoms[place].staff.fte for place in places)
        if cell.coverage:
            self._bind(places, able | {("F", state): -cell.coverage[1] for state in STATES}, 0)
            self._bind(places, unable | {("F", state): cell.coverage[0] for state in STATES}, 0)
        if cell.bound_low:
            self._bind(places, able, cell.bound_low[1] * fte)
            self._bind(places, unable, -cell.bound_low[0] * fte)
        if cell.bound_high:
            self._bind(places, able | {("F", state): -1.0 for state in STATES}, (cell.bound_high[1] - 1) * fte)
            self._bind(places, unable | {("F", state): 1.0 for state in STATES}, (1 - cell.bound_high[0]) * fte)

    def _bind_interval(self, places: Sequence[int], cell: PublishedCell) -> None:
        """coverage ± 1.64 √S / F: with F between what is possible, bounds on S."""
        if not (cell.coverage and cell.assessed and cell.low and cell.high):
            return
        least_fte = cell.assessed[0] * min(self.atoms[place].staff.least_fte for place in places)
        most_fte = cell.assessed[1] * max(self.atoms[place].staff.most_fte for place in places)
        lows = (cell.coverage[0] - cell.low[1], cell.coverage[1] - cell.low[0])
        highs = (cell.high[0] - cell.coverage[1], cell.high[1] - cell.coverage[0])
        least, most = max(0.0, lows[0], highs[0]), min(lows[1], highs[1])
        self._bind(places, {("S", state): 1.0 for state in STATES}, (most * most_fte / NINETY_PERCENT) ** 2)
        self._bind(places, {("S", state): -1.0 for state in STATES}, -((least * least_fte / NINETY_PERCENT) ** 2))
