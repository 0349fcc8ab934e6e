"""Recovering people one by one: the reference for `analytics.domain.attack.recovery`."""

from analytics.domain.attack.atoms import atoms_of
from analytics.domain.attack.recovery import Recovery, certainties


def recovered_one_by_one(cells, staff, ageing=()):
    """A program of its own for each person and each working time."""
    atoms = atoms_of(cells, staff, ageing)
    return [
        Recovery(atom.leaves, atom.staff.people, fte, state, is_so)
        for place, atom in enumerate(atoms)
        for fte in atom.working_times
        for state, is_so in certainties(atoms, cells, place, fte)
    ]
