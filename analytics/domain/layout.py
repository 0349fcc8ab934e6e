"""The grid of groups, and where in it the people of each unit and post count."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .disclosure import hidden_in
from .facts import Facts, Leaf, Leaves
from .grid import Group, GroupKind, groups_of, parts_of
from .tree import NONE, Integers, Tree

NOTHING, RESULTS, EVERYTHING = 0, 1, 2  # what a group hides


@dataclass(frozen=True, eq=False)
class Layout:
    leaves: list[Leaf]
    parts: dict[Group, list[Group]]
    tree: Tree[Group]
    node: Integers  # of each leaf the smallest group around it; NONE where no unit above it is known
    within_a_unit: NDArray[np.bool_]

    @classmethod
    def of(cls, paths: Collection[str], occupied: Collection[Leaf], leaves: Leaves) -> "Layout":
        """`occupied`: where somebody counts now or did in a release that this one is held against."""
        known = set(paths)
        parts = parts_of(known, [leaf for leaf in occupied if leaf[0] in known])
        tree = Tree.of(parts)
        above = [next(iter(groups_of(*leaf, parts)), None) for leaf in leaves.all]
        return cls(
            leaves=leaves.all,
            parts=parts,
            tree=tree,
            node=np.array([NONE if group is None else tree.place[group] for group in above], dtype=np.int64),
            within_a_unit=np.array([group.kind is not GroupKind.SUBTREE for group in tree.nodes], dtype=bool),
        )

    @cached_property
    def nobody(self) -> NDArray[np.bool_]:
        return np.zeros(len(self.tree.nodes), dtype=bool)

    def totals(self, leaf: NDArray[np.int32], columns: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
        """Sums of columns over the people of each group: groups × columns. `leaf`: where each row counts."""
        size = len(self.node)
        sums = [np.bincount(leaf, column, minlength=size) for column in columns]
        return self.tree.totals(self.at_nodes(np.stack(sums, axis=1) if sums else np.zeros((size, 0))))

    def most_at_nodes(self, by_leaf: NDArray[np.float64]) -> NDArray[np.float64]:
        found = np.zeros(len(self.tree.nodes))
        inside = self.node != NONE
        np.maximum.at(found, self.node[inside], by_leaf[inside])
        return found

    def at_nodes(self, by_leaf: NDArray[Any]) -> NDArray[np.float64]:
        """Sums of leaves at the smallest group around each; further axes are kept."""
        found = np.zeros((len(self.tree.nodes), *by_leaf.shape[1:]))
        inside = self.node != NONE
        np.add.at(found, self.node[inside], by_leaf[inside])
        return found

    def people(self, facts: Facts) -> tuple[Integers, Integers]:
        """Of whom it is demanded, and who of them is assessed, at the smallest group around each."""
        size = len(self.node)
        people = np.bincount(facts.leaf, minlength=size)
        assessed = np.bincount(facts.leaf[facts.is_assessed], minlength=size)
        return self.at_nodes(people).astype(np.int64), self.at_nodes(assessed).astype(np.int64)

    def hides(self, people: Integers, assessed: Integers) -> NDArray[np.int8]:
        return self.hidden(people, assessed)[0]

    def hidden(self, people: Integers, assessed: Integers) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
        """What each group hides and for which reason (`disclosure.REASONS`).

        First by how many people there are; of the rest, results also by how many of them are assessed.
        """
        counts = hidden_in(self.tree, people, already=self.nobody, lesser=self.within_a_unit)
        results = hidden_in(self.tree, assessed, already=counts > 0, lesser=self.within_a_unit)
        hides = np.where(counts > 0, EVERYTHING, np.where(results > 0, RESULTS, NOTHING)).astype(np.int8)
        return hides, np.where(counts > 0, counts, results).astype(np.int8)
