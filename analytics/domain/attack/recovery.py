"""Who is given away: somebody of whom a state follows, or is excluded, for certain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .atoms import Atom, atoms_of
from .clearing import not_cleared
from .neighbours import NEARLY
from .program import Program
from .published import Ageing, Leaf, PublishedCell, Staff


@dataclass(frozen=True, slots=True)
class Recovery:
    """Each of these people with that working time is in the state for certain, or for certain is not."""

    leaves: frozenset[Leaf]
    people: int
    fte: float
    state: str
    is_so: bool


def recovered(
    cells: Sequence[PublishedCell],
    staff: Mapping[Leaf, Staff],
    ageing: Sequence[Ageing] = (),
    *,
    truth: Mapping[Leaf, NDArray[np.float64]] | None = None,
) -> list[Recovery]:
    """All that follows of single people from cells of one competency; found sooner where the truth is known."""
    atoms = atoms_of(cells, staff, ageing)
    return [
        Recovery(atoms[place].leaves, atoms[place].staff.people, fte, state, is_so)
        for place, fte in not_cleared(atoms, cells, (truth, staff) if truth else None)
        for state, is_so in certainties(atoms, cells, place, fte)
    ]


def certainties(
    atoms: Sequence[Atom], cells: Sequence[PublishedCell], place: int, fte: float
) -> Iterator[tuple[str, bool]]:
    """Of one person of an atom, who steps out of it in every release: a whole number, so what cannot reach 1 is 0."""
    parts: list[Atom] = []
    for number, atom in enumerate(atoms):
        is_same = number == place or 0 <= atom.line == atoms[place].line
        if number == place:
            one = len(parts)
        parts += [part for part in (atom.split(fte) if is_same else [atom]) if part.staff.people]
    program = Program(parts, cells)
    for state in ("met", "gap"):
        if program.fewest(one, state) > NEARLY:
            yield state, True
    if program.most(one, "met") < 1 - NEARLY:
        yield "met", False
