"""What really is: one solution of every program, known to whoever checks the figures and not to the attacker."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

from .atoms import Atom
from .bounds import NUMBER, TERMS
from .published import Leaf, Staff

Numbers = NDArray[np.float64]
ORDER = ("gap", "undetermined", "met")


def unknowns_of(p: Numbers, level: Numbers, fte: float) -> Numbers:
    """Of people who work equally long: the sum of their unknowns, in the order of `bounds.TERMS`."""
    found = np.zeros(len(TERMS))
    for one, rung in zip(p.tolist(), level.tolist(), strict=True):
        if np.isnan(one):
            continue
        state = ORDER[(one > 1 - PLANNING) + (one >= PLANNING)]
        values = {"n": 1.0, "F": fte, "Q": one, "P": fte * one, "S": fte**2 * one * (1 - one)}
        for kind, value in values.items():
            found[NUMBER[kind, state]] += value
        found[NUMBER["level", str(int(rung))]] += 1
    return found


def solution(parts: Sequence[Atom], truth: Mapping[Leaf, Numbers], staff: Mapping[Leaf, Staff]) -> Numbers:
    """Of atoms from which people stepped out: each of these is as people who work as long as they do are on average."""
    found = np.zeros((len(parts), len(TERMS)))
    wholes = {atom.leaves: sum(truth[leaf] for leaf in atom.leaves) for atom in parts}
    for place, atom in enumerate(parts):
        if atom.part is not None:
            alike = [leaf for leaf in atom.leaves if staff[leaf].least_fte == atom.part]
            found[place] = sum(truth[leaf] for leaf in alike) / sum(staff[leaf].people for leaf in alike)
            wholes[atom.leaves] = wholes[atom.leaves] - found[place]
    for place, atom in enumerate(parts):
        if atom.part is None:
            found[place] = wholes[atom.leaves]
    return found.ravel()
