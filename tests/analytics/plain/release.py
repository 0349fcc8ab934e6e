"""Holding back person by person: the reference for `analytics.domain.release`."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from analytics.domain.cube import FACTS, SUBSTANCE
from analytics.domain.grid import Group, groups_of
from lms.lib.disclosure import SMALLEST_GROUP

from .hiding import hidden_groups

Leaf = tuple[str, str]  # path of the unit, and post


class Fact(NamedTuple):
    """A row of `cube.facts`."""

    person: int
    path: str
    post: str
    fte: float
    code: str
    required: int
    criticality: int
    pieces: int
    p: float
    mean: float
    sd: float
    level: int
    age_months: float
    recheck_months: float

    @property
    def substance(self) -> tuple[object, ...]:
        """All that can be news."""
        return self[: len(SUBSTANCE)]

    @property
    def leaf(self) -> Leaf:
        return self.path, self.post

    @property
    def is_assessed(self) -> bool:
        return self.p == self.p


Facts = Mapping[int, Fact]  # person → their fact


def released(now: pd.DataFrame, before: pd.DataFrame, parts: dict[Group, list[Group]]) -> pd.DataFrame:
    """The facts to publish: of each person either those of now or those published before."""
    if before.empty:
        return now
    moved = {str(row[FACTS.index("code")]) for row in _substances(now) ^ _substances(before)}
    tree, rows = _Tree(parts), list[Fact]()
    here, then = (_by_code(table[table["code"].isin(moved)], moved) for table in (now, before))
    for code in sorted(moved):
        rows += _released(here[code], then[code], tree)
    still = now[~now["code"].isin(moved)]
    return pd.concat([still, pd.DataFrame(rows, columns=FACTS)], ignore_index=True) if rows else still


@dataclass(frozen=True)
class _Tree:
    parts: dict[Group, list[Group]]
    groups: dict[Leaf, list[Group]] = field(default_factory=dict)

    def above(self, leaf: Leaf) -> list[Group]:
        """Every group in which its people count, the smallest first."""
        if leaf not in self.groups:
            self.groups[leaf] = groups_of(*leaf, self.parts)
        return self.groups[leaf]

    def sizes(self, leaves: Iterable[Leaf]) -> dict[Group, int]:
        found = dict.fromkeys(self.parts, 0)
        for leaf, count in Counter(leaves).items():
            for group in self.above(leaf):
                found[group] += count
        return found


@dataclass(frozen=True)
class _Rests:
    """How a publication of these facts divides the people."""

    tree: _Tree
    shown: frozenset[Group]

    @classmethod
    def of(cls, facts: Collection[Fact], tree: _Tree) -> "_Rests":
        people = tree.sizes(fact.leaf for fact in facts)
        assessed = tree.sizes(fact.leaf for fact in facts if fact.is_assessed)
        hidden = hidden_groups(tree.parts, people, assessed)
        return cls(tree, frozenset(group for group, size in assessed.items() if size and group not in hidden))

    def of_fact(self, fact: Fact) -> Group | None:
        """The smallest published group around somebody; None for all who count in none."""
        return next((group for group in self.tree.above(fact.leaf) if group in self.shown), None)


def _released(now: Facts, before: Facts, tree: _Tree) -> list[Fact]:
    """Hold back whoever is too few among their like, until nobody more has to be held back."""
    news = {person for person in now.keys() | before.keys() if _substance(now, person) != _substance(before, person)}
    if not before:
        return list(now.values())
    held: set[int] = set()
    old = _Rests.of(before.values(), tree)
    while True:
        facts = [now[one] for one in now if one not in held] + [before[one] for one in sorted(held) if one in before]
        alone = _too_few(news - held, (old, _Rests.of(facts, tree)), (now, before))
        if not alone:
            return facts
        held |= alone


def _too_few(news: set[int], partitions: tuple[_Rests, ...], sides: tuple[Facts, ...]) -> set[int]:
    """Whoever shares a rest, old or new, there or here, with fewer than ten who have news.

    And whoever was assessed there, or is here, with fewer than ten others of the rest who have news and were or are.
    """
    touched = {
        person: {
            (number, side, rests.of_fact(facts[person]))
            for number, rests in enumerate(partitions)
            for side, facts in enumerate(sides)
            if person in facts
        }
        for person in news
    }
    sizes = Counter(key for keys in touched.values() for key in {(number, rest) for number, _, rest in keys})
    assessed = Counter(key for person, keys in touched.items() for key in keys if sides[key[1]][person].is_assessed)
    return {
        person
        for person, keys in touched.items()
        if any(sizes[number, rest] < SMALLEST_GROUP for number, _, rest in keys)
        or any(assessed[key] < SMALLEST_GROUP for key in keys if sides[key[1]][person].is_assessed)
    }


def _substance(facts: Facts, person: int) -> tuple[object, ...] | None:
    return facts[person].substance if person in facts else None


def _substances(table: pd.DataFrame) -> set[tuple[object, ...]]:
    return set(zip(*(table[name].tolist() for name in SUBSTANCE), strict=True))


def _by_code(table: pd.DataFrame, codes: Iterable[str]) -> dict[str, dict[int, Fact]]:
    found: dict[str, dict[int, Fact]] = {code: {} for code in codes}
    for row in zip(*(table[name].tolist() for name in FACTS), strict=True):
        fact = Fact(*row)
        found[fact.code][fact.person] = fact
    return found
