"""The grid of groups as arrays: sums from the leaves up, and what lies nearest above, a level of the tree at a time."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Node = TypeVar("Node", bound=Hashable)
Integers = NDArray[np.int64]
NONE = -1


@dataclass(frozen=True, eq=False)
class Tree(Generic[Node]):
    nodes: Sequence[Node]
    place: Mapping[Node, int]
    parent: Integers  # NONE at a root
    rank: Integers  # among the parts of the parent
    levels: Sequence[Integers]  # roots first

    @classmethod
    def of(cls, parts: Mapping[Node, Sequence[Node]]) -> "Tree[Node]":
        nodes = list(dict.fromkeys([*parts, *(part for below in parts.values() for part in below)]))
        place = {node: number for number, node in enumerate(nodes)}
        parent, rank = np.full(len(nodes), NONE), np.zeros(len(nodes), dtype=np.int64)
        for node, below in parts.items():
            for number, part in enumerate(below):
                parent[place[part]], rank[place[part]] = place[node], number
        return cls(nodes, place, parent, rank, _levels(parent))

    @cached_property
    def inner(self) -> NDArray[np.bool_]:
        found = np.zeros(len(self.nodes), dtype=bool)
        found[self.parent[self.parent != NONE]] = True
        return found

    def totals(self, direct: NDArray[Any]) -> NDArray[Any]:
        """What each node counts, from what is counted at it and at no part of it; rows are nodes."""
        return self._upwards(direct, np.add)

    def largest(self, direct: NDArray[Any]) -> NDArray[Any]:
        return self._upwards(direct, np.maximum)

    def nearest(self, chosen: NDArray[np.bool_]) -> Integers:
        """For each node the first chosen one at or above it, or NONE."""
        found = np.where(chosen, np.arange(chosen.size), NONE)
        for level in self.levels[1:]:
            found[level] = np.where(chosen[level], level, found[self.parent[level]])
        return found

    def _upwards(self, direct: NDArray[Any], join: np.ufunc) -> NDArray[Any]:
        found = direct.copy()
        for level in reversed(self.levels[1:]):
            join.at(found, self.parent[level], found[level])
        return found


def _levels(parent: Integers) -> list[Integers]:
    depth = np.zeros(parent.size, dtype=np.int64)
    above = parent.copy()
    while (above != NONE).any():
        depth += above != NONE
        above = np.where(above == NONE, NONE, parent[above])
    return [np.flatnonzero(depth == level) for level in range(int(depth.max(initial=-1)) + 1)]
