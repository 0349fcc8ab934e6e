"""Which numbers of a tree of groups may be published without giving a small group away (domain.md 6.3, trust.md T22).

Every published number is the total of a node, and a node is the sum of its parts, so whoever reads the table can
subtract. What the reader can work out are the *rests*: a published total minus the largest published totals inside it.
Rests are disjoint, and every set of people whose total follows from the publication is a union of rests. So one rule
makes the table safe: each rest is empty, or counts at least `SMALLEST_GROUP` people.

Small groups roll up: they are counted, with others, in the next unit above whose rest is large enough. Where a rest
would be too small, a minor part next to it is left out as well; without a minor part the total itself is.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from .tree import NONE, Integers, Tree

MINOR = 3  # a part of at most one in so many of the whole is left out sooner than the whole

Node = TypeVar("Node", bound=Hashable)
Flags = NDArray[np.bool_]


class Hidden(StrEnum):
    SMALL = "small"  # fewer people than the threshold
    PROTECTS = "protects"  # would let the reader compute a small group by subtraction


SHOWN, SMALL, PROTECTS = 0, 1, 2  # by node
REASONS = {SMALL: Hidden.SMALL, PROTECTS: Hidden.PROTECTS}


def hidden_nodes(
    parts: Mapping[Node, Sequence[Node]],
    sizes: Mapping[Node, int],
    root: Node,
    *,
    already: Collection[Node] = (),
    lesser: Collection[Node] = (),
    threshold: int = SMALLEST_GROUP,
) -> dict[Node, Hidden]:
    """Each node to hide below a root, and why. `parts` split a node without overlap; nodes without people are harmless.

    `already` are nodes hidden for another reason: what they count becomes part of the rest above them.
    `lesser` are nodes that are left out sooner than the whole, however large a part of it they are.
    """
    tree = Tree.of({root: (), **parts})
    counts = np.array([sizes[node] for node in tree.nodes], dtype=np.int64)
    below = np.zeros_like(counts)
    inner = tree.parent != NONE
    np.add.at(below, tree.parent[inner], counts[inner])
    hidden = hidden_in(
        tree,
        counts - below,
        already=np.array([node in already for node in tree.nodes], dtype=bool),
        lesser=np.array([node in lesser for node in tree.nodes], dtype=bool),
        threshold=threshold,
    )
    return {tree.nodes[place]: REASONS[int(hidden[place])] for place in np.flatnonzero(hidden).tolist()}


def hidden_in(
    tree: Tree[Node], direct: Integers, *, already: Flags, lesser: Flags, threshold: int = SMALLEST_GROUP
) -> NDArray[np.int8]:
    """The same for a whole tree at once, from the people counted at each node and at no part of it."""
    publication = _Publication(tree, direct, already, lesser, threshold)
    for level in reversed(tree.levels):
        publication.settle(level)
    return publication.hidden


class _Publication:
    """Goes up a tree level by level; what is decided below a level stands."""

    def __init__(self, tree: Tree[Node], direct: Integers, already: Flags, lesser: Flags, threshold: int) -> None:
        self.tree, self.already, self.lesser, self.threshold = tree, already, lesser, threshold
        self.sizes = tree.totals(direct)
        self.open = direct.astype(np.int64)  # people at a node that no published number below it counts
        self.rests = np.zeros_like(self.open)  # of published nodes
        self.hidden = np.zeros(self.open.size, dtype=np.int8)
        self.below: Integers = np.empty(0, dtype=np.int64)  # the level settled last

    def settle(self, level: Integers) -> None:
        short = level[self._is_too_small(level) & ~self.already[level]]
        self._leave_out_minor_parts(short)
        is_hidden = self.already[level] | self._is_too_small(level)
        hidden, shown = level[is_hidden], level[~is_hidden]
        is_small = self.already[hidden] | (self.sizes[hidden] < self.threshold)
        self.hidden[hidden] = np.where(is_small, SMALL, PROTECTS)
        self.rests[shown] = self.open[shown]
        above = hidden[self.tree.parent[hidden] != NONE]
        np.add.at(self.open, self.tree.parent[above], self.open[above])
        self.below = level

    def _is_too_small(self, nodes: Integers) -> Flags:
        return (self.open[nodes] > 0) & (self.open[nodes] < self.threshold)

    def _leave_out_minor_parts(self, wholes: Integers) -> None:
        """Of each the smallest published part that has a rest of its own and is minor; its rest joins the whole's."""
        is_whole = np.zeros(self.open.size, dtype=bool)
        is_whole[wholes] = True
        parents = self.tree.parent[self.below]
        parts = self.below[is_whole[parents] & (parents != NONE) & (self.rests[self.below] > 0)]
        whole = self.tree.parent[parts]
        parts = parts[self.lesser[parts] | (self.sizes[parts] * MINOR <= self.sizes[whole])]
        order = np.lexsort((self.tree.rank[parts], self.sizes[parts], self.tree.parent[parts]))
        whole, first = np.unique(self.tree.parent[parts][order], return_index=True)
        chosen = parts[order][first]
        self.hidden[chosen] = PROTECTS
        self.open[whole] += self.rests[chosen]
        self.rests[chosen] = 0
