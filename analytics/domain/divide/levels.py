"""The levels of the administration beside each other, from what is published of their units."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np

from .resampling import Interval, interval, resampled
from .theil import decompose

FEWEST_UNITS = 10  # with fewer, one unit more or less would turn the answer
FEWEST_OF_A_LEVEL = 5  # to draw an interval around its mean
HALF = 0.5
TIERS = ("province", "city", "county", "township")  # from the top down


class Verdict(StrEnum):
    BETWEEN = "between"
    WITHIN = "within"
    OPEN = "open"  # the interval holds both
    ALIKE = "alike"
    ONE_LEVEL = "one_level"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """The own staff of a unit: coverage of those assessed, and how many assessments stand behind it."""

    level: str
    name: str
    coverage: float
    weight: float


@dataclass(frozen=True, slots=True)
class LevelFigure:
    level: str
    units: tuple[UnitFigure, ...]
    mean: float
    interval: Interval | None  # None with fewer units than `FEWEST_UNITS` in all, or `FEWEST_OF_A_LEVEL` here


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Levels from the top down; the decomposition only where there are enough units on more than one level."""

    levels: tuple[LevelFigure, ...]
    mean: float | None
    verdict: Verdict
    total: float | None = None
    between: float | None = None
    share_between: float | None = None
    interval: Interval | None = None  # of the share

    @property
    def within(self) -> float | None:
        return None if self.total is None or self.between is None else self.total - self.between

    @property
    def share_within(self) -> float | None:
        return None if self.share_between is None else 1 - self.share_between

    @property
    def units(self) -> int:
        return sum(len(one.units) for one in self.levels)

    def mean_of(self, level: str) -> float | None:
        return next((one.mean for one in self.levels if one.level == level), None)


def compare(figures: Sequence[UnitFigure]) -> Comparison:
    """Each unit counts by the assessments behind its figure, so that a small office does not weigh like a large one."""
    ordered = sorted(figures, key=lambda one: (TIERS.index(one.level), one.name))
    if not ordered:
        return Comparison(levels=(), mean=None, verdict=Verdict.TOO_FEW)
    tiers = [(level, tuple(units)) for level, units in groupby(ordered, key=lambda one: one.level)]
    starts = [sum(len(units) for _, units in tiers[:place]) for place in range(len(tiers))]
    coverage = np.array([[one.coverage for one in ordered]])
    weights = np.array([[one.weight for one in ordered]])
    found = decompose(coverage, weights, starts)
    is_enough = len(ordered) >= FEWEST_UNITS
    drawn = resampled(coverage, weights, starts) if is_enough else None
    levels = tuple(
        LevelFigure(
            level,
            units,
            float(found.means[0, place]),
            interval(drawn.means[:, place]) if drawn is not None and len(units) >= FEWEST_OF_A_LEVEL else None,
        )
        for place, (level, units) in enumerate(tiers)
    )
    mean = float(found.mean[0])
    if drawn is None or len(tiers) < 2:
        return Comparison(levels=levels, mean=mean, verdict=Verdict.ONE_LEVEL if is_enough else Verdict.TOO_FEW)
    share, reach = float(found.share_between[0]), interval(drawn.share_between)
    return Comparison(
        levels=levels,
        mean=mean,
        verdict=_verdict(share, reach),
        total=float(found.total[0]),
        between=float(found.between[0]),
        share_between=None if np.isnan(share) else share,
        interval=reach,
    )


def _verdict(share: float, reach: Interval | None) -> Verdict:
    if np.isnan(share):
        return Verdict.ALIKE
    if reach is None or reach.low <= HALF <= reach.high:
        return Verdict.OPEN
    return Verdict.BETWEEN if reach.low > HALF else Verdict.WITHIN
