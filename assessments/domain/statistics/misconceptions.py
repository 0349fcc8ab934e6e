"""Which wrong belief is common: wrong options of an item, by how many of those who answered it took them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from .intervals import ANSWERS_TO_SHOW, Estimate, share_of

COMMON = 0.10  # share that a belief holds at least, at the low end of its interval


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each option of one version was chosen, of how many answers."""

    answers: int
    times: Mapping[str, int]


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


def count_options(answers: Iterable[tuple[int, Collection[str]]]) -> dict[int, Counted]:
    """Version → how often each option was chosen, right or wrong; versions with fewer than thirty answers say nothing.

    `answers` are (version, options chosen).
    """
    counts: Counter[int] = Counter()
    chosen: dict[int, Counter[str]] = defaultdict(Counter)
    for version, options in answers:
        counts[version] += 1
        chosen[version].update(set(options))
    return {version: Counted(count, chosen[version]) for version, count in counts.items() if count >= ANSWERS_TO_SHOW}


def wrong_options_taken(counted: Mapping[int, Counted], right: Mapping[int, Collection[str]]) -> list[Taken]:
    """The most taken first. `right` is the key of each version that is to be looked at."""
    found = [
        Taken(version, option, one.answers, share_of(times / one.answers, one.answers))
        for version, one in counted.items()
        if version in right
        for option, times in one.times.items()
        if option not in right[version]
    ]
    return sorted(found, key=lambda one: (-one.share.value, one.version, one.option))


def topic(taken: Collection[Taken]) -> Topic:
    """Of the wrong options of one subject, at least one; each item counts alike."""
    worst: dict[int, Taken] = {}
    for one in sorted(taken, key=lambda each: each.share.value):
        worst[one.version] = one
    answers = sum(one.answers for one in worst.values())
    return Topic(len(worst), answers, share_of(fmean(one.share.value for one in worst.values()), answers))
