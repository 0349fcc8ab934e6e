"""What a change of levels and places adds to the counts of people, cell by cell."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

NOT_ASSESSED = -1

Place = tuple[int, int]  # unit and post
Cell = tuple[int, int, int, int]  # unit, post, competency, level


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one person: the places in which they count, and the levels of competencies; those not named: NOT_ASSESSED."""

    places: frozenset[Place] = frozenset()
    levels: Mapping[int, int] = field(default_factory=dict)


def deltas(changes: Iterable[tuple[Standing, Standing]], competencies: Collection[int]) -> dict[Cell, int]:
    """(before, after) of each person → what to add where, in the order of cells; nothing that adds nothing."""
    found: Counter[Cell] = Counter()
    blank: Counter[Place] = Counter()  # places of people who are assessed in nothing
    for before, after in changes:
        _count(before, -1, found, blank)
        _count(after, 1, found, blank)
    for (unit, post), people in blank.items():
        for competency in competencies:
            found[unit, post, competency, NOT_ASSESSED] += people
    return {cell: people for cell, people in sorted(found.items()) if people}


def _count(standing: Standing, sign: int, found: Counter[Cell], blank: Counter[Place]) -> None:
    """Everybody counts as not assessed first, and is moved from there to their levels."""
    for unit, post in standing.places:
        blank[unit, post] += sign
        for competency, level in standing.levels.items():
            if level != NOT_ASSESSED:
                found[unit, post, competency, NOT_ASSESSED] -= sign
                found[unit, post, competency, level] += sign


@dataclass(frozen=True, slots=True)
class Drift:
    """How far kept counts are from counts made anew."""

    cells: int  # with a wrong number
    people: int  # counted in a wrong cell, not counted, or counted though they are not there

    @classmethod
    def between(cls, kept: Mapping[Cell, int], found: Mapping[Cell, int]) -> "Drift":
        missing = corrections(kept, found)
        more, fewer = (sum(max(sign * one, 0) for one in missing.values()) for sign in (1, -1))
        return cls(len(missing), max(more, fewer))


def corrections(kept: Mapping[Cell, int], found: Mapping[Cell, int]) -> dict[Cell, int]:
    """What to add to what is kept, in the order of cells."""
    cells = sorted(kept.keys() | found.keys())
    missing = {cell: found.get(cell, 0) - kept.get(cell, 0) for cell in cells}
    return {cell: people for cell, people in missing.items() if people}
