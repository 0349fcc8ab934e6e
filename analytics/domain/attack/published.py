"""What an attacker has in hand: published cells, and what everybody may know of the administration behind them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
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

    def joined(self, other: "Staff") -> "Staff":
        return Staff(
            self.people + other.people,
            self.fte + other.fte,
            min(self.least_fte, other.least_fte),
            max(self.most_fte, other.most_fte),
            self.are_assessed,
        )


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

    @property
    def tells(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "leaves")


@dataclass(frozen=True, slots=True)
class Atom:
    """Leaves that every published cell counts together or not at all."""

    leaves: frozenset[Leaf]
    staff: Staff

    def split(self, fte: float) -> "tuple[Atom, Atom]":
        """One person with that working time, and the others."""
        staff = self.staff
        others = staff._replace(people=staff.people - 1, fte=max(0.0, staff.fte - fte))
        return Atom(self.leaves, staff._replace(people=1, fte=fte, least_fte=fte, most_fte=fte)), Atom(
            self.leaves, others
        )


def atoms_of(cells: Sequence[PublishedCell], staff: Mapping[Leaf, Staff]) -> list[Atom]:
    """What can be told apart at most, worked out from the cells alone and not from the rules that made them."""
    seen_in: defaultdict[Leaf, set[int]] = defaultdict(set)
    for number, cell in enumerate(cells):
        if cell.tells:
            for leaf in cell.leaves:
                seen_in[leaf].add(number)
    alike: defaultdict[tuple[frozenset[int], bool | None], list[Leaf]] = defaultdict(list)
    for leaf, known in staff.items():
        alike[frozenset(seen_in[leaf]), known.are_assessed].append(leaf)
    return [Atom(frozenset(leaves), _together(staff[leaf] for leaf in leaves)) for leaves in alike.values()]


def _together(staff: Iterable[Staff]) -> Staff:
    first, *others = staff
    for one in others:
        first = first.joined(one)
    return first
