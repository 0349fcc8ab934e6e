"""What blind guessing earns on one item: every reply that a guesser may give, marked by the item's own scorer.

A guesser chooses among options, puts as many into a slot as belong there (the most that luck can hope for), and knows
nothing to type. What people mark earns a guesser nothing either.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, islice, permutations, product
from math import ceil, comb, perm, prod
from random import Random

from ..items.parts import Reply, Slot, Takes
from ..items.registry import Keyed

GRID = 60  # marks are counted in sixtieths: choices with 2 to 6 right answers are exact, other marks are rounded up
MOST_REPLIES = 2_000  # beyond so many, that number is drawn

Marks = Mapping[int, float]  # mark in sixtieths → probability under guessing; the probabilities add up to 1
NOTHING: Marks = {0: 1.0}


def marks_by_guessing(item: Keyed) -> Marks:
    """Exact where an item has few possible replies; else over a sample that is always the same."""
    if item.is_marked_by_people:
        return NOTHING
    slots, solution = item.kind.slots(item.body), item.solution()
    belong = [len(solution.get(slot.name, ())) for slot in slots]
    counted = Counter(ceil(GRID * item.mark(reply) - 1e-9) for reply in _replies(slots, belong))
    return {mark: count / counted.total() for mark, count in sorted(counted.items())}


def mean_of(marks: Marks) -> float:
    """Expected mark, 0 to 1."""
    return sum(mark * probability for mark, probability in marks.items()) / GRID


def _replies(slots: tuple[Slot, ...], belong: list[int]) -> Iterator[Reply]:
    names = [slot.name for slot in slots]
    if prod(_ways(slot, count) for slot, count in zip(slots, belong, strict=True)) <= MOST_REPLIES:
        for values in product(*(_all(slot, count) for slot, count in zip(slots, belong, strict=True))):
            yield dict(zip(names, values, strict=True))
        return
    rng = Random(0)  # noqa: S311  (a sample, no secret)
    for _ in range(MOST_REPLIES):
        yield {slot.name: _drawn(slot, count, rng) for slot, count in zip(slots, belong, strict=True)}


def _ways(slot: Slot, count: int) -> int:
    if slot.takes is not Takes.OPTION:
        return 1
    return perm(len(slot.options), count) if slot.is_ordered else comb(len(slot.options), count)


def _all(slot: Slot, count: int) -> Iterator[tuple[str, ...]]:
    if slot.takes is not Takes.OPTION:
        return iter([()])
    return permutations(slot.options, count) if slot.is_ordered else combinations(slot.options, count)


def _drawn(slot: Slot, count: int, rng: Random) -> tuple[str, ...]:
    if slot.takes is not Takes.OPTION:
        return ()
    return tuple(islice(rng.sample(slot.options, len(slot.options)), count))
