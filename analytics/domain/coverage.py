"""How far a group covers a demand: expected share, its interval, and its bounds with the unknown (domain.md 6.1).

    coverage  Σ f p / Σ f                       over those assessed; f full-time share, p = Pr(meets the demand)
    interval  ± 1.64 √(Σ f² p (1 − p)) / Σ f    what the estimates leave open about those assessed
    bounds    the unassessed all fail … all meet, over everybody of whom it is demanded

Unknown is not zero: a group without an assessed person has no coverage, and bounds from 0 to 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from lms.competencies.domain.gaps import State

NINETY_PERCENT = 1.64  # standard deviations either side
ENOUGH_ASSESSED = 0.60  # share below which the action is "assess", never "train"
ALONE = 1.5  # expected people able; below it one absence may leave nobody
TOO_MUCH_FOR_ONE = 0.60  # share of the able working time that one person may hold


@dataclass(frozen=True, slots=True)
class Member:
    """One person of whom the competency is demanded."""

    fte: float
    state: State
    probability: float | None = None  # that the demand is met; None while nothing direct is shown

    def __post_init__(self) -> None:
        if (self.probability is None) != (self.state is State.NOT_ASSESSED):
            raise ValueError("a probability belongs to those assessed, and to them only")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Sums over the people of a group of whom one competency is demanded; tallies of disjoint groups add up."""

    people: int = 0
    fte: float = 0.0
    assessed_fte: float = 0.0
    able_fte: float = 0.0  # Σ f p
    able: float = 0.0  # Σ p
    most: float = 0.0  # the largest f p of one person
    spread: float = 0.0  # Σ f² p (1 − p)
    met: int = 0
    gap: int = 0
    undetermined: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            people=self.people + other.people,
            fte=self.fte + other.fte,
            assessed_fte=self.assessed_fte + other.assessed_fte,
            able_fte=self.able_fte + other.able_fte,
            able=self.able + other.able,
            most=max(self.most, other.most),
            spread=self.spread + other.spread,
            met=self.met + other.met,
            gap=self.gap + other.gap,
            undetermined=self.undetermined + other.undetermined,
        )

    @property
    def assessed(self) -> int:
        return self.met + self.gap + self.undetermined

    @property
    def not_assessed(self) -> int:
        return self.people - self.assessed

    @property
    def coverage(self) -> float | None:
        return self.able_fte / self.assessed_fte if self.assessed_fte else None

    @property
    def rests_on_one(self) -> bool:
        """Fewer than one and a half people are expected to be able, or one of them holds most of what there is."""
        return bool(self.assessed) and (self.able < ALONE or self.most > TOO_MUCH_FOR_ONE * self.able_fte)

    @property
    def interval(self) -> tuple[float, float] | None:
        if self.coverage is None:
            return None
        reach = NINETY_PERCENT * sqrt(self.spread) / self.assessed_fte
        return max(0.0, self.coverage - reach), min(1.0, self.coverage + reach)

    @property
    def bounds(self) -> tuple[float, float]:
        if not self.fte:
            return 0.0, 1.0
        return self.able_fte / self.fte, (self.able_fte + self.fte - self.assessed_fte) / self.fte


def tally(members: Iterable[Member]) -> Tally:
    return sum((_single(member) for member in members), Tally())


def is_real_change(before: tuple[float, float, float], after: tuple[float, float, float]) -> bool:
    """Whether two coverages, each (low, value, high), differ by more than their intervals leave open."""
    rises = after[1] >= before[1]
    reach_before = before[2] - before[1] if rises else before[1] - before[0]
    reach_after = after[1] - after[0] if rises else after[2] - after[1]
    return abs(after[1] - before[1]) > sqrt(reach_before**2 + reach_after**2)


def _single(member: Member) -> Tally:
    if member.probability is None:
        return Tally(people=1, fte=member.fte)
    p = member.probability
    return Tally(
        people=1,
        fte=member.fte,
        assessed_fte=member.fte,
        able_fte=member.fte * p,
        able=p,
        most=member.fte * p,
        spread=member.fte**2 * p * (1 - p),
        met=int(member.state is State.MET),
        gap=int(member.state is State.GAP),
        undetermined=int(member.state is State.UNDETERMINED),
    )
