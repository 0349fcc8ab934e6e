"""Where each person counts: once, whatever posts they hold, so that groups never overlap and totals add up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.competencies.domain.gaps import Requirement, strictest

from .facts import WHOLE_TIME, Leaves

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Posts held on the day, one entry a post and person, in any order; units and posts by their keys."""

    person: Integers
    unit: Integers
    post: Integers
    hundredths: Integers  # of full working time
    since: Integers  # any number that grows with the day

    def __len__(self) -> int:
        return int(self.person.size)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """One entry a person, ordered: where they count, their working time, and which of the `demands` are theirs."""

    person: Integers
    leaf: NDArray[np.int32]
    hundredths: NDArray[np.int16]
    demand: Integers
    demands: Sequence[Mapping[str, Requirement]]

    def __len__(self) -> int:
        return int(self.person.size)


def places(
    held: Holdings,
    *,
    paths: Mapping[int, str],
    posts: Mapping[int, str],
    demands: Mapping[str, Sequence[Requirement]],
    leaves: Leaves,
) -> Places:
    """Each person counts in the post with the largest share; of equal ones in that held longest.

    The strictest demand of all posts held holds, as on the person's own page.
    """
    order = np.lexsort((_rank(held.post, posts), _rank(held.unit, paths), held.since, -held.hundredths, held.person))
    person, first, entry = np.unique(held.person[order], return_index=True, return_inverse=True)
    main = order[first]
    whole = np.bincount(entry, held.hundredths[order], minlength=person.size)
    pairs, pair = np.unique(np.stack([held.unit[main], held.post[main]]), axis=1, return_inverse=True)
    numbers = leaves.numbers([(paths[unit], posts[post]) for unit, post in pairs.T.tolist()])
    sets, demand = _sets_of_posts(entry, held.post[order], person.size)
    return Places(
        person=person,
        leaf=numbers[pair] if numbers.size else np.empty(0, dtype=np.int32),
        hundredths=np.minimum(whole, WHOLE_TIME).astype(np.int16),
        demand=demand,
        demands=[
            strictest(one for code in sorted(posts[post] for post in ones) for one in demands.get(code, ()))
            for ones in sets
        ],
    )


def _rank(keys: Integers, names: Mapping[int, str]) -> Integers:
    """The keys by the order of their names."""
    used, place = np.unique(keys, return_inverse=True)
    ordered = {name: rank for rank, name in enumerate(sorted(names[key] for key in used.tolist()))}
    return np.array([ordered[names[key]] for key in used.tolist()], dtype=np.int64)[place]


def _sets_of_posts(person: Integers, post: Integers, people: int) -> tuple[list[frozenset[int]], Integers]:
    """Every set of posts that somebody holds, and which is whose. Almost everybody holds one: the others are looped."""
    sets: dict[frozenset[int], int] = {}
    single, place = np.unique(post, return_inverse=True)
    found = np.zeros(people, dtype=np.int64)
    numbers = np.array([sets.setdefault(frozenset({one}), len(sets)) for one in single.tolist()], dtype=np.int64)
    found[person] = numbers[place] if numbers.size else 0
    several = np.bincount(person, minlength=people)[person] > 1
    held: dict[int, set[int]] = defaultdict(set)
    for who, one in zip(person[several].tolist(), post[several].tolist(), strict=True):
        held[who].add(one)
    for who, ones in held.items():
        found[who] = sets.setdefault(frozenset(ones), len(sets))
    return list(sets), found
