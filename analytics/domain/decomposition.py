"""The change of a coverage as the sum of its causes.

Coverage is a ratio c = A / N of able to assessed working time, so whoever joins with less than the mean lowers it.
With the mean of both ends for c̄ and N̄, what a cause did to A and N gives its part of the change,

    c₁ − c₀ = Σ (ΔA − c̄ ΔN) / N̄

exactly, whatever the order in which the causes are told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt

from lms.lib.disclosure import SMALLEST_GROUP

from .causes import Cause
from .coverage import NINETY_PERCENT

# Told in this order; the rest gathers what is left.
TOLD = (Cause.LEARNING, Cause.FIRST, Cause.JOINERS, Cause.LEAVERS, Cause.MOVES, Cause.AGEING, Cause.PROFILE)
# Whose demand or hours changed may count under another cause too, so that these never make a rest large.
BESIDE = (Cause.PROFILE, Cause.OTHER)
ALONE = tuple(cause for cause in TOLD if cause not in BESIDE)


@dataclass(frozen=True, slots=True)
class Share:
    """What a cause did to the able and the assessed working time of a group, summed over its people."""

    able: float
    time: float
    concerns: int  # people
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Ends:
    """Able and assessed working time of the group before and now."""

    able_before: float
    time_before: float
    able_now: float
    time_now: float
    spread_before: float = 0.0  # Σ f² p (1 − p)
    spread_now: float = 0.0

    @property
    def are_known(self) -> bool:
        return self.time_before > 0 and self.time_now > 0

    @property
    def before(self) -> float:
        return self.able_before / self.time_before

    @property
    def now(self) -> float:
        return self.able_now / self.time_now

    @property
    def _mean_time(self) -> float:
        return (self.time_before + self.time_now) / 2

    @property
    def is_real(self) -> bool:
        """Whether coverage moved by more than both intervals leave open."""
        spread = self.spread_before / self.time_before**2 + self.spread_now / self.time_now**2
        return abs(self.now - self.before) > NINETY_PERCENT * sqrt(spread)

    def part(self, share: Share) -> float:
        return (share.able - (self.before + self.now) / 2 * share.time) / self._mean_time

    def reach(self, share: Share) -> float:
        """Half of the interval around the part of a cause."""
        return NINETY_PERCENT * sqrt(share.spread) / self._mean_time


@dataclass(frozen=True, slots=True)
class Part:
    points: int
    is_real: bool  # larger than its interval


@dataclass(frozen=True, slots=True)
class Decomposition:
    """In whole points, which add up: the rest takes the rounding too."""

    before: int  # per cent
    now: int
    is_real: bool  # larger than its interval
    parts: dict[Cause, Part]  # those told, in their order; without those that concern nobody
    rest: int


def decompose(ends: Ends, shares: Mapping[Cause, Share], *, withheld: Collection[Cause] = ()) -> Decomposition | None:
    """None where either end is unknown. What is withheld, or concerns too few people, becomes part of the rest."""
    if not ends.are_known:
        return None
    told = told_of({cause: share.concerns for cause, share in shares.items()}, withheld)
    parts = {cause: _part(ends, shares[cause]) for cause in told}
    before, now = _percent(ends.before), _percent(ends.now)
    rest = now - before - sum(part.points for part in parts.values())
    return Decomposition(before, now, ends.is_real, parts, rest)


def told_of(concerns: Mapping[Cause, int], withheld: Collection[Cause] = ()) -> list[Cause]:
    """Causes that each concern ten people or more, and leave either nobody or ten or more in the rest.

    The rest is the difference of the whole and the parts, so it must not tell of fewer people either.
    """
    told = [cause for cause in TOLD if concerns.get(cause, 0) >= SMALLEST_GROUP and cause not in withheld]
    while told and 0 < _people_in_the_rest(concerns, told) < SMALLEST_GROUP:
        told.remove(min(told, key=lambda cause: concerns[cause]))
    return told


def _people_in_the_rest(concerns: Mapping[Cause, int], told: Collection[Cause]) -> int:
    alone = [concerns.get(cause, 0) for cause in ALONE if cause not in told]
    beside = [concerns.get(cause, 0) for cause in BESIDE if cause not in told]
    return max(sum(alone), *beside)


def _part(ends: Ends, share: Share) -> Part:
    exact = ends.part(share)
    return Part(_percent(exact), abs(exact) > ends.reach(share))


def _percent(share: float) -> int:
    return round(100 * share)
