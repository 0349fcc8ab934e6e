"""What is asked of the forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..blueprints import Cell

Pair = tuple[int, int]  # item ids of two enemies, the smaller first


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A form that exists already; the new ones must keep their distance from it."""

    label: str
    item_ids: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An earlier form that lends its anchors: each new form takes a fifth of it, the same fifth in all of them."""

    label: str
    version_ids: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What is asked of the forms. Everything random follows from `seed`; time ends the search, never the rules."""

    blueprint: Mapping[Cell, int]
    cut: float  # share of the maximum that a borderline person reaches
    forms: int = 1
    tolerance: int = 0  # items by which a cell may miss its number, the length staying as it is
    has_anchors: bool = False  # a fifth of the items is common to all forms
    reference: Reference | None = None  # with anchors: where they come from
    may_share: bool = False  # without anchors: two forms may share up to a fifth
    enemies: Sequence[Pair] = ()
    earlier: Sequence[Earlier] = ()
    seed: int = 0
    seconds: float = 10.0

    @property
    def length(self) -> int:
        return sum(self.blueprint.values())

    @property
    def anchors(self) -> int:
        return most_shared(self.length) if self.has_anchors else 0

    @property
    def shared(self) -> int:
        """The most items that two of the new forms may have in common."""
        return most_shared(self.length) if self.has_anchors or self.may_share else 0

    @property
    def target(self) -> float:
        """Points that a borderline person should earn on every form."""
        return self.cut * self.length


def most_shared(length: int) -> int:
    """A fifth of a form, rounded up to whole items: the least for anchors, the most for retakes (decision 0012)."""
    return -(-length // 5)
