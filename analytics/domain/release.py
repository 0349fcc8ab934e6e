"""What may be published after what was published before: no difference of two releases tells of fewer than ten people.

Suppression makes one table safe; two tables can be subtracted. So each fact of a person (where they count, what is
demanded, what evidence there is) stays as it was last published until at least `SMALLEST_GROUP` people of the same rest
have something new in that competency. Rests are those of `disclosure`: the sets of people that a reader can tell apart.
All totals are sums of the facts held and released here, so parents and children never contradict each other.

Evidence that merely grows older is no news: it moves everybody's figures a little and nobody's alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from .facts import Facts, joined, places_in
from .layout import Layout
from .tree import NONE

SUBSTANCE = ("leaf", "hundredths", "required", "criticality", "pieces")  # all that can be news

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def released(now: Facts, before: Facts, layout: Layout) -> Facts:
    """The facts of one competency to publish: of each person either those of now or those published before.

    Whoever is too few among their like is held back, until nobody more has to be.
    """
    if not len(before):
        return now
    sides = _Sides.of(now, before)
    old = rests_of(before, layout)
    held = np.zeros(sides.person.size, dtype=bool)
    while True:
        facts = sides.chosen(held)
        waiting = np.flatnonzero(sides.has_news & ~held)
        alone = waiting[_is_too_few(sides, waiting, (old, rests_of(facts, layout)))]
        if not alone.size:
            return facts
        held[alone] = True


def is_news(now: Facts, here: Integers, before: Facts, then: Integers) -> Flags:
    """Whether anything in the facts at these places has changed, besides their age."""
    found = np.zeros(here.size, dtype=bool)
    for name in SUBSTANCE:
        found |= getattr(now, name)[here] != getattr(before, name)[then]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """Everybody of whom there is a fact now or was one before; -1 where there is none."""

    now: Facts
    before: Facts
    person: Integers
    here: Integers  # place in `now`
    then: Integers  # place in `before`
    has_news: Flags

    @classmethod
    def of(cls, now: Facts, before: Facts) -> "_Sides":
        person = np.union1d(now.person, before.person)
        here, then = places_in(now.person, person), places_in(before.person, person)
        has_news = (here < 0) | (then < 0)
        both = np.flatnonzero(~has_news)
        has_news[both] = is_news(now, here[both], before, then[both])
        return cls(now, before, person, here, then, has_news)

    def chosen(self, held: Flags) -> Facts:
        if not held.any():
            return self.now
        is_held = held[places_in(self.person, self.now.person)]
        old = self.then[held & (self.then >= 0)]
        kept = np.zeros(len(self.before), dtype=bool)
        kept[old] = True
        return joined([self.now.where(~is_held), self.before.where(kept)])


def rests_of(facts: Facts, layout: Layout) -> Integers:
    """By unit and post: the smallest published group around its people, or NONE."""
    people, assessed = layout.people(facts)
    is_shown = (layout.hides(people, assessed) == 0) & (layout.tree.totals(assessed) > 0)
    nearest = layout.tree.nearest(is_shown)
    return np.where(layout.node == NONE, NONE, nearest[layout.node])


def _is_too_few(sides: _Sides, waiting: Integers, partitions: tuple[Integers, Integers]) -> Flags:
    """Whoever shares a rest, old or new, there or here, with fewer than ten who have news.

    And whoever was assessed there, or is here, with fewer than ten others of the rest who have news and were or are:
    where all others of that rest can be seen elsewhere, these few remain.
    """
    found = np.zeros(waiting.size, dtype=bool)
    for rests in partitions:
        touched = np.full((2, waiting.size), -1)
        for side, (facts, place) in enumerate(((sides.now, sides.here), (sides.before, sides.then))):
            there = np.flatnonzero(place[waiting] >= 0)
            fact = place[waiting[there]]
            touched[side, there] = rests[facts.leaf[fact]] + 1
            found[there] |= _are_few(touched[side, there], facts.is_assessed[fact]) & facts.is_assessed[fact]
        touched[1, touched[0] == touched[1]] = -1
        found |= _are_few(touched.ravel(), touched.ravel() >= 0).reshape(2, -1).any(axis=0)
    return found


def _are_few(rest: Integers, counted: Flags) -> Flags:
    """Of each entry, whether some are counted in its rest, but fewer than ten; never of those at no place (-1)."""
    sizes = np.bincount(rest[counted], minlength=int(rest.max(initial=0)) + 1)
    is_few = (sizes > 0) & (sizes < SMALLEST_GROUP)
    return np.where(rest >= 0, is_few[rest], False)
