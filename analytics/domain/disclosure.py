"""Which numbers of a tree of groups may be published without giving a small group away (domain.md 6.3, trust.md T22).

Every published number is the total of a node, and a node is the sum of its parts, so whoever reads the table can
subtract. What the reader can work out are the *rests*: a published total minus the largest published totals inside it.
Rests are disjoint, and every set of people whose total follows from the publication is a union of rests. So one rule
makes the table safe: each rest is empty, or counts at least `SMALLEST_GROUP` people.

Small groups roll up: they are counted, with others, in the next unit above whose rest is large enough. Where a rest
would be too small, a minor part next to it is left out as well; without a minor part the total itself is.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from lms.lib.disclosure import SMALLEST_GROUP

MINOR = 3  # a part of at most one in so many of the whole is left out sooner than the whole

Node = TypeVar("Node", bound=Hashable)


class Hidden(StrEnum):
    SMALL = "small"  # fewer people than the threshold
    PROTECTS = "protects"  # would let the reader compute a small group by subtraction


def hidden_nodes(
    parts: Mapping[Node, Sequence[Node]],
    sizes: Mapping[Node, int],
    root: Node,
    *,
    already: Collection[Node] = (),
    lesser: Collection[Node] = (),
    threshold: int = SMALLEST_GROUP,
) -> dict[Node, Hidden]:
    """Each node to hide and why. `parts` split a node without overlap or rest; nodes without people are harmless.

    `already` are nodes hidden for another reason: what they count becomes part of the rest above them.
    `lesser` are nodes that are left out sooner than the whole, however large a part of it they are.
    """
    publication = _Publication(parts, sizes, frozenset(already), frozenset(lesser), threshold)
    publication.settle(root)
    return publication.hidden


@dataclass(slots=True)
class _Publication(Generic[Node]):
    parts: Mapping[Node, Sequence[Node]]
    sizes: Mapping[Node, int]
    already: frozenset[Node]
    lesser: frozenset[Node]
    threshold: int
    hidden: dict[Node, Hidden] = field(default_factory=dict)
    rests: dict[Node, int] = field(default_factory=dict)  # of published nodes

    def settle(self, node: Node) -> int:
        """Publish or hide everything at and below a node; returns its people that no published number counts."""
        parts = self.parts.get(node, ())
        rest = sum(self.settle(part) for part in parts) if parts else self.sizes[node]
        if node in self.already:
            self.hidden[node] = Hidden.SMALL
            return rest
        if self._is_too_small(rest):
            rest += self._leave_out_a_minor_part(node)
        if self._is_too_small(rest):
            self.hidden[node] = Hidden.SMALL if self.sizes[node] < self.threshold else Hidden.PROTECTS
            return rest
        self.rests[node] = rest
        return 0

    def _is_too_small(self, rest: int) -> bool:
        return 0 < rest < self.threshold

    def _leave_out_a_minor_part(self, node: Node) -> int:
        """Hide the smallest published part that has a rest of its own and is minor; returns that rest, or 0."""
        minor = [
            part
            for part in self.parts.get(node, ())
            if self.rests.get(part) and (part in self.lesser or self.sizes[part] * MINOR <= self.sizes[node])
        ]
        if not minor:
            return 0
        chosen = min(minor, key=lambda part: self.sizes[part])
        self.hidden[chosen] = Hidden.PROTECTS
        return self.rests.pop(chosen)
