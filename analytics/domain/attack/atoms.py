"""Whom published cells tell apart at most, worked out from the cells alone and not from the rules that made them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .published import Ageing, Leaf, PublishedCell, Staff


@dataclass(frozen=True, slots=True)
class Atom:
    """Leaves that every published cell counts together or not at all."""

    leaves: frozenset[Leaf]
    staff: Staff
    line: int = -1  # the same people, older in each release: a number that their atoms share; -1 where they have one
    part: float | None = None  # the working time of somebody who stepped out of it
    drift: float = 0.0
    crossed: int = 0

    @property
    def working_times(self) -> list[float]:
        """Whoever works longest weighs most in a share, whoever works least is lost in it most easily."""
        staff = self.staff
        return sorted({staff.most_fte, staff.least_fte}) if staff.people and staff.are_assessed is not False else []

    def split(self, *times: float) -> "list[Atom]":
        """One person with each of these working times, and the others."""
        staff, count = self.staff, len(times)
        others = staff._replace(people=staff.people - count, fte=max(0.0, staff.fte - sum(times)))
        single = [staff._replace(people=1, fte=fte, least_fte=fte, most_fte=fte) for fte in times]
        return [replace(self, staff=one, part=fte) for one, fte in zip(single, times, strict=True)] + [
            replace(self, staff=others)
        ]


def atoms_of(cells: Sequence[PublishedCell], staff: Mapping[Leaf, Staff], ageing: Sequence[Ageing] = ()) -> list[Atom]:
    """Of whom no cell tells anything, nothing follows: they are left out. Releases of one line come in order."""
    seen_in: defaultdict[Leaf, set[Hashable]] = defaultdict(set)
    for number, cell in enumerate(cells):
        parts = [cell.leaves if cell.tells else (), *(part for one in cell.changes for part in (one.now, one.before))]
        for place, leaves in enumerate(parts):
            for leaf in leaves:
                seen_in[leaf].add((number, place))
    aged = {leaf for line in ageing for leaf in line.leaves}
    lines = [*ageing, *(Ageing((leaf,), 0.0, 0) for leaf in staff if leaf not in aged)]
    alike: defaultdict[Hashable, list[Ageing]] = defaultdict(list)
    for line in lines:
        places = tuple(frozenset(seen_in[leaf]) for leaf in line.leaves)
        alike[places, staff[line.leaves[0]].kind].append(line)
    return [atom for number, found in enumerate(alike.values()) for atom in _line(number, found, seen_in, staff)]


def _line(
    number: int, lines: Sequence[Ageing], seen_in: Mapping[Leaf, set[Hashable]], staff: Mapping[Leaf, Staff]
) -> list[Atom]:
    drift, crossed = max(line.drift for line in lines), sum(line.crossed for line in lines)
    told = [leaves for leaves in zip(*(line.leaves for line in lines), strict=True) if seen_in[leaves[0]]]
    return [
        Atom(
            frozenset(leaves),
            _together(staff[leaf] for leaf in leaves),
            line=number if len(told) > 1 else -1,
            drift=drift,
            crossed=crossed,
        )
        for leaves in told
    ]


def _together(staff: Iterable[Staff]) -> Staff:
    first, *others = staff
    for one in others:
        first = first.joined(one)
    return first
