"""Who is given away: somebody of whom a state follows, or is excluded, for certain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .program import Program
from .published import Leaf, PublishedCell, Staff, atoms_of

NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Recovery:
    """Each of these people with that working time is in the state for certain, or for certain is not."""

    leaves: frozenset[Leaf]
    people: int
    fte: float
    state: str
    is_so: bool


def recovered(cells: Sequence[PublishedCell], staff: Mapping[Leaf, Staff]) -> list[Recovery]:
    """All that follows of single people from cells of one competency, of one release or of several together."""
    atoms = atoms_of(cells, staff)
    found: list[Recovery] = []
    for place, atom in enumerate(atoms):
        for fte in _to_try(atom.staff):
            one, others = atom.split(fte)
            program = Program([one, others, *atoms[:place], *atoms[place + 1 :]], cells)
            found += [
                Recovery(atom.leaves, atom.staff.people, fte, state, is_so) for state, is_so in _certainties(program)
            ]
    return found


def _to_try(staff: Staff) -> set[float]:
    """Whoever works longest weighs most in a share, whoever works least is lost in it most easily."""
    return {staff.most_fte, staff.least_fte} if staff.people and staff.are_assessed is not False else set()


def _certainties(program: Program) -> Iterator[tuple[str, bool]]:
    """Of the first atom, which is one person: a whole number, so what cannot reach 1 is 0."""
    for state in ("met", "gap"):
        if program.fewest(0, state) > NEARLY:
            yield state, True
    if program.most(0, "met") < 1 - NEARLY:
        yield "met", False
