"""What an attacker has in hand: published cells, and what everybody may know of the administration behind them."""

from collections.abc import Hashable
from dataclasses import dataclass, fields
from typing import NamedTuple

Range = tuple[float, float]  # what a rounded figure can have been
Leaf = Hashable  # people that no table tells apart; somebody with news is one leaf before them and another after


class Staff(NamedTuple):
    """Known from the establishment plan: how many people hold a post, and how much of their time."""

    people: int
    fte: float
    least_fte: float = 1.0  # of one person
    most_fte: float = 1.0
    are_assessed: bool | None = None  # where the attacker knows who sat an examination; None where not
    required: int | None = None  # the level that their posts demand

    @property
    def kind(self) -> Hashable:
        """What tells people apart who are counted in the same cells."""
        return self.are_assessed, self.required

    def joined(self, other: "Staff") -> "Staff":
        """Of one kind."""
        return self._replace(
            people=self.people + other.people,
            fte=self.fte + other.fte,
            least_fte=min(self.least_fte, other.least_fte),
            most_fte=max(self.most_fte, other.most_fte),
        )


class Change(NamedTuple):
    """By how much the able working time of some people differs between two releases."""

    now: frozenset[Leaf]
    before: frozenset[Leaf]
    able: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCell:
    """One competency of one group as a reader sees it: what each figure can have been, None where it is hidden."""

    leaves: frozenset[Leaf]
    assessed: Range | None = None
    met: Range | None = None
    gap: Range | None = None
    undetermined: Range | None = None
    coverage: Range | None = None
    low: Range | None = None
    high: Range | None = None
    bound_low: Range | None = None
    bound_high: Range | None = None
    has_several: bool = False  # told that one and a half people at least are expected to be able
    levels: tuple[Range, ...] = ()  # people by verified level, from none to the highest
    changes: tuple[Change, ...] = ()

    @property
    def tells(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "leaves")


class Ageing(NamedTuple):
    """People without news in several releases: evidence grows older, so their figures move a little in between."""

    leaves: tuple[Leaf, ...]  # the same people, release by release
    drift: float  # at most so far did p of any of them move
    crossed: int  # at most so many changed their state
