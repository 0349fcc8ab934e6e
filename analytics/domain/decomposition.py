"""The change of a coverage as the sum of its causes.

Coverage is a ratio c = A / N of able to assessed working time, so whoever joins with less than the mean lowers it.
With the mean of both ends for c̄ and N̄, what a cause did to A and N gives its part of the change,

    c₁ − c₀ = Σ (ΔA − c̄ ΔN) / N̄

exactly, whatever the order in which the causes are told. All is worked out for many groups at once: each value is an
array with an entry a group.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .causes import Cause, Numbers
from .coverage import NINETY_PERCENT

# Told in this order; the rest gathers what is left.
TOLD = (Cause.LEARNING, Cause.FIRST, Cause.JOINERS, Cause.LEAVERS, Cause.MOVES, Cause.AGEING, Cause.PROFILE)
# Whose demand or hours changed may count under another cause too, so that these never make a rest large.
BESIDE = (Cause.PROFILE, Cause.OTHER)
ALONE = tuple(cause for cause in TOLD if cause not in BESIDE)

Flags = NDArray[np.bool_]
Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """What a cause did to the able and the assessed working time of each group, summed over its people."""

    able: Numbers
    time: Numbers
    spread: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Able and assessed working time of each group before and now; nowhere is the time nothing."""

    able_before: Numbers
    time_before: Numbers
    able_now: Numbers
    time_now: Numbers
    spread_before: Numbers  # Σ f² p (1 − p)
    spread_now: Numbers

    @property
    def before(self) -> Numbers:
        return self.able_before / self.time_before

    @property
    def now(self) -> Numbers:
        return self.able_now / self.time_now

    @property
    def _mean_time(self) -> Numbers:
        return (self.time_before + self.time_now) / 2

    @property
    def are_apart(self) -> Flags:
        """Whether coverage moved by more than both intervals leave open."""
        spread = self.spread_before / self.time_before**2 + self.spread_now / self.time_now**2
        return np.asarray(np.abs(self.now - self.before) > NINETY_PERCENT * np.sqrt(spread))

    def part(self, share: Share) -> Numbers:
        return (share.able - (self.before + self.now) / 2 * share.time) / self._mean_time

    def reach(self, share: Share) -> Numbers:
        """Half of the interval around the part of a cause."""
        return np.asarray(NINETY_PERCENT * np.sqrt(share.spread) / self._mean_time)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    points: Points
    is_real: Flags  # larger than its interval
    is_told: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Decomposition:
    """In whole points, which add up: the rest takes the rounding too, and what is not told."""

    before: Points  # per cent
    now: Points
    is_real: Flags  # larger than its interval
    parts: dict[Cause, Part]  # in the order of `TOLD`
    rest: Points


def decompose(ends: Ends, shares: Mapping[Cause, Share], told: Mapping[Cause, Flags]) -> Decomposition:
    """`told`: in which groups a cause may be told (`change_guard`)."""
    parts = {cause: _part(ends, shares[cause], told[cause]) for cause in TOLD}
    before, now = _percent(ends.before), _percent(ends.now)
    rest = now - before - sum(part.points * part.is_told for part in parts.values())
    return Decomposition(before, now, ends.are_apart, parts, rest)


def _part(ends: Ends, share: Share, is_told: Flags) -> Part:
    exact = ends.part(share)
    return Part(_percent(exact), np.asarray(np.abs(exact) > ends.reach(share)), is_told)


def _percent(share: NDArray[Any]) -> Points:
    return np.asarray(np.rint(100 * share), dtype=np.int64)
