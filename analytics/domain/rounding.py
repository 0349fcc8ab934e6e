"""What of a tally is published: nothing exact. Counts to the nearest five, shares in whole per cent (domain.md 6.3)."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import BASE, to_base, to_base_together

from .coverage import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    people: int
    fte: int
    assessed: int
    not_assessed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    met: int
    gap: int
    undetermined: int
    coverage: float | None
    low: float | None
    high: float | None
    bound_low: float
    bound_high: float


def counts(tally: Tally) -> Counts:
    """Those not assessed are the difference of what is shown, so that a page adds up."""
    people, assessed = to_base(tally.people), to_base(tally.assessed)
    return Counts(people=people, fte=to_base(tally.fte), assessed=assessed, not_assessed=people - assessed)


def results(tally: Tally) -> Results:
    """Intervals and bounds are rounded outwards: they still hold what they held."""
    low, high = tally.interval or (None, None)
    bound_low, bound_high = tally.bounds
    met, gap, undetermined = to_base_together([tally.met, tally.gap, tally.undetermined], to_base(tally.assessed))
    return Results(
        met=met,
        gap=gap,
        undetermined=undetermined,
        coverage=None if tally.coverage is None else round(tally.coverage, 2),
        low=None if low is None else _down(low),
        high=None if high is None else _up(high),
        bound_low=_down(bound_low),
        bound_high=_up(bound_high),
    )


def to_bases(counts: NDArray[np.float64]) -> NDArray[np.int64]:
    """`to_base` of many."""
    return (BASE * np.floor(counts / BASE + 0.5)).astype(np.int64)


def to_bases_together(parts: NDArray[np.float64]) -> NDArray[np.int64]:
    """`to_base_together` of many: each row holds the parts of a total, which is rounded to the nearest."""
    shown = BASE * np.floor(parts / BASE)
    missing = (to_bases(parts.sum(axis=1)) - shown.sum(axis=1)) // BASE
    place = np.argsort(np.argsort(shown - parts, axis=1, kind="stable"), axis=1)
    return np.asarray(shown + BASE * (place < missing[:, None]), dtype=np.int64)


def downwards(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """To whole per cent, as the lower end of an interval is rounded; of many."""
    return np.asarray(np.floor(100 * shares + 1e-9) / 100)


def upwards(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.ceil(100 * shares - 1e-9) / 100)


def _down(share: float) -> float:
    return floor(100 * share + 1e-9) / 100


def _up(share: float) -> float:
    return ceil(100 * share - 1e-9) / 100
