"""Suppression node by node: the reference for `analytics.domain.disclosure`."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from analytics.domain.disclosure import Hidden
from lms.lib.disclosure import SMALLEST_GROUP

MINOR = 3  # a part of at most one in so many of the whole is left out sooner than the whole

Node = TypeVar("Node", bound=Hashable)


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
