"""Whom the figures do not give away, shown for many people at once.

Somebody is free if the figures fit with their meeting the demand, and fit with their not meeting it. All who are asked
about step out of their atoms together, so that one solution clears many of them. Put back among the others of their
atoms they still keep every bound, so it is a solution as well for each of them stepping out alone: whoever is cleared
here would be cleared by the programs that ask about one person each. Those decide about the rest (`recovery`).
"""

from collections.abc import Sequence

from .atoms import Atom
from .neighbours import Known, cleared_by, far_from
from .program import NothingFits, Program
from .published import PublishedCell

Person = tuple[int, float]  # place of the atom, and working time


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
            for place in _never(program, far_from(program, parts, places, known, is_met=is_met), is_met=is_met)
        }
    except NothingFits:
        return people
    return [person for person, place in zip(people, places, strict=True) if place in unclear]


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
    return cleared_by(waiting, dict(enumerate(met.tolist())), is_met=is_met)
