"""Whom the figures do not give away, shown for many people at once.

Somebody is free if the figures fit with their meeting the demand, and fit with their not meeting it. All who are asked
about step out of their atoms together, so that one solution clears many of them. Put back among the others of their
atoms they still keep every bound, so it is a solution as well for each of them stepping out alone: whoever is cleared
here would be cleared by the programs that ask about one person each. Those decide about the rest (`recovery`).
"""

from collections.abc import Mapping, Sequence

from .atoms import Atom
from .program import NothingFits, Program
from .published import Leaf, PublishedCell, Staff
from .truth import Numbers, solution

NEARLY = 1e-6

Person = tuple[int, float]  # place of the atom, and working time
Known = tuple[Mapping[Leaf, Numbers], Mapping[Leaf, Staff]]  # what really is, and of whom


BLOCKS = ((60, 0), (120, 60))  # so many atoms may differ at a time from what really is, and where the first begin


def not_cleared(atoms: Sequence[Atom], cells: Sequence[PublishedCell], known: Known | None = None) -> list[Person]:
    people: list[Person] = []
    parts: list[Atom] = []
    places: list[int] = []
    for place, atom in enumerate(atoms):
        people += [(place, fte) for fte in atom.working_times]
        places += [len(parts) + number for number in range(len(atom.working_times))]
        parts += [part for part in atom.split(*atom.working_times) if part.staff.people]
    if not people:
        return []
    program = Program(parts, cells)
    try:
        unclear = {
            place
            for is_met in (True, False)
            for place in _never(program, _far(program, parts, places, known, is_met=is_met), is_met=is_met)
        }
    except NothingFits:
        return people
    return [person for person, place in zip(people, places, strict=True) if place in unclear]


def _far(
    program: Program, parts: Sequence[Atom], places: Sequence[int], known: Known | None, *, is_met: bool
) -> list[int]:
    """Whom no solution clears that is as the known one but for some neighbours in the tree of units."""
    if known is None:
        return [*places]
    true, waiting = solution(parts, *known), set(places)
    order = sorted(range(len(parts)), key=lambda place: (_where(parts[place]), place))
    for size, first in BLOCKS:
        turned = order[-first:] + order[:-first] if first else order
        for start in range(0, len(turned), size):
            waiting -= _near(program, true, turned[start : start + size], waiting, is_met=is_met)
    return sorted(waiting)


def _near(program: Program, true: Numbers, block: Sequence[int], waiting: set[int], *, is_met: bool) -> set[int]:
    """Whom of a block of atoms solutions clear that differ in it alone: asked for together, then one by one."""
    sign, cleared = -1 if is_met else 1, set[int]()
    while asked := [place for place in block if place in waiting - cleared]:
        found = _of(waiting - cleared, program.near(true, block, asked, sign=sign), is_met=is_met)
        if not found:
            break
        cleared |= found
    for place in asked:
        if place not in cleared:
            cleared |= _of(waiting, program.near(true, block, [place], sign=sign), is_met=is_met)
    return cleared


def _where(atom: Atom) -> str:
    """Neighbours have like names; the same people in several releases have the same one."""
    return min(str(leaf[0] if isinstance(leaf, tuple) else leaf) for leaf in atom.leaves)


def _of(waiting: set[int], met: Mapping[int, float], *, is_met: bool) -> set[int]:
    return {
        place for place in waiting if place in met and (met[place] >= 1 - NEARLY if is_met else met[place] <= NEARLY)
    }


def _never(program: Program, places: Sequence[int], *, is_met: bool) -> set[int]:
    """Who meets the demand, or does not, in no solution found: first asked for together, then one by one."""
    waiting = set(places)
    while waiting:
        cleared = _cleared(program, sorted(waiting), waiting, is_met=is_met)
        if not cleared:
            break
        waiting -= cleared
    for place in sorted(waiting):
        if place in waiting:
            waiting -= _cleared(program, [place], waiting, is_met=is_met)
    return waiting


def _cleared(program: Program, asked: Sequence[int], waiting: set[int], *, is_met: bool) -> set[int]:
    met = program.extreme(asked, "met", sign=-1 if is_met else 1)
    return _of(waiting, dict(enumerate(met.tolist())), is_met=is_met)
