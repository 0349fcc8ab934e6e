"""Which wrong belief is common: wrong options of an item, by how many of those who answered it took them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from .intervals import ANSWERS_TO_SHOW, Estimate, share_of

COMMON = 0.10  # share that a belief holds at least, at the low end of its interval


@dataclass(frozen=True, slots=True)
class Taken:
    """One wrong option of one version."""

    version: int
    option: str
    answers: int  # to the version, by first attempts
    share: Estimate

    @property
    def is_common(self) -> bool:
        return self.share.low >= COMMON


@dataclass(frozen=True, slots=True)
class Topic:
    """Items on one subject together: how many answers went into the commonest wrong option of their item."""

    items: int
    answers: int
    share: Estimate


def wrong_options_taken(
    answers: Iterable[tuple[int, Collection[str]]], right: Mapping[int, Collection[str]]
) -> list[Taken]:
    """The most taken first; versions with fewer than thirty answers say nothing.

    `answers` are (version, options chosen), `right` the key of each version that is to be looked at.
    """
    counts: dict[int, int] = defaultdict(int)
    taken: dict[tuple[int, str], int] = defaultdict(int)
    for version, chosen in answers:
        if version in right:
            counts[version] += 1
            for option in set(chosen) - set(right[version]):
                taken[version, option] += 1
    found = [
        Taken(version, option, counts[version], share_of(times / counts[version], counts[version]))
        for (version, option), times in taken.items()
        if counts[version] >= ANSWERS_TO_SHOW
    ]
    return sorted(found, key=lambda one: (-one.share.value, one.version, one.option))


def topic(taken: Collection[Taken]) -> Topic:
    """Of the wrong options of one subject, at least one; each item counts alike."""
    worst: dict[int, Taken] = {}
    for one in sorted(taken, key=lambda each: each.share.value):
        worst[one.version] = one
    answers = sum(one.answers for one in worst.values())
    return Topic(len(worst), answers, share_of(fmean(one.share.value for one in worst.values()), answers))
