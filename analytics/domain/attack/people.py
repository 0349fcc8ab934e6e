"""What holds of the people of an atom whatever is published: bounds from what everybody may know of them.

The little that is not linear enters as a bound that holds in any case, so that nothing possible is excluded.
"""

from collections.abc import Sequence
from itertools import pairwise

from ..measures.levels import RUNGS
from .atoms import Atom
from .bounds import RANGES, STATES, Bounds, Term, over_states
from .published import Staff


def bind_atom(bounds: Bounds, place: int, staff: Staff) -> None:
    assessed = 0 if staff.are_assessed is False else staff.people
    bounds.most([place], over_states("n"), assessed)
    bounds.most([place], over_states("F"), staff.fte)
    if staff.are_assessed:
        bounds.most([place], over_states("n", -1.0), -assessed)
        bounds.most([place], over_states("F", -1.0), -staff.fte)
    for state in STATES:
        _bind_state(bounds, place, staff, state)
    if staff.required is not None:
        _bind_levels(bounds, place, staff.required)


def _bind_state(bounds: Bounds, place: int, staff: Staff, state: str) -> None:
    least, most = staff.least_fte, staff.most_fte
    low, high = RANGES[state]
    n, f, q, p, s = ((kind, state) for kind in "nFQPS")
    for whole, part in ((n, q), (f, p)):
        bounds.most([place], {whole: low, part: -1.0}, 0)
        bounds.most([place], {part: 1.0, whole: -high}, 0)
    for people, time in ((n, f), (q, p)):
        bounds.most([place], {time: 1.0, people: -most}, 0)
        bounds.most([place], {people: least, time: -1.0}, 0)
    # p (1 − p) lies above its chord and below its tangents at both ends; f² lies within f · [least, most].
    slope = 1 - low - high
    bounds.most([place], {p: least * slope, f: least * low * high, s: -1.0}, 0)
    for at in (low, high):
        bounds.most([place], {s: 1.0, p: -most * (1 - 2 * at), f: -most * at**2}, 0)


def _bind_levels(bounds: Bounds, place: int, required: int) -> None:
    """Whoever meets the demand has that level verified, or a higher one; nobody else has."""
    above: dict[Term, float] = {("level", str(rung)): 1.0 for rung in RUNGS if rung >= required}
    below: dict[Term, float] = {("level", str(rung)): 1.0 for rung in RUNGS if rung < required}
    bounds.between([place], above | {("n", "met"): -1.0}, (0, 0))
    bounds.between([place], below | {("n", "gap"): -1.0, ("n", "undetermined"): -1.0}, (0, 0))


def bind_ageing(bounds: Bounds, atoms: Sequence[Atom]) -> None:
    """Ties the atoms of one line to each other, whoever has stepped out of them."""
    lines: dict[int, dict[frozenset[object], list[int]]] = {}
    for place, atom in enumerate(atoms):
        if atom.line >= 0:
            lines.setdefault(atom.line, {}).setdefault(atom.leaves, []).append(place)
    for releases in lines.values():
        found = list(releases.values())
        for earlier, later in pairwise(found):
            _bind_two(bounds, atoms, earlier, later)


def _bind_two(bounds: Bounds, atoms: Sequence[Atom], earlier: Sequence[int], later: Sequence[int]) -> None:
    """The same people in two releases, part by part: p moves by little, and few change their state."""
    crossed = atoms[earlier[0]].crossed
    for sides in ((earlier, later), (later, earlier)):
        for state in STATES:
            bounds.differ(sides, {("n", state): 1.0}, crossed)
    for one, other in zip(earlier, later, strict=True):
        _bind_part(bounds, atoms[one], (one, other))


def _bind_part(bounds: Bounds, atom: Atom, sides: tuple[int, int]) -> None:
    for one, other in (sides, sides[::-1]):
        bounds.differ(([one], [other]), over_states("P"), atom.drift * atom.staff.fte)
        bounds.differ(([one], [other]), over_states("Q"), atom.drift * atom.staff.people)
        if atom.part is not None:
            for state in STATES:
                bounds.differ(([one], [other]), {("n", state): 1.0}, min(1, atom.crossed))
