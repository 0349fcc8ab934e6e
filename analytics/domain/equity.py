"""Do people of one age or length of service fare otherwise than others in the same work? For audits alone.

Raw shares mislead where a band holds other posts than the rest, so each band is compared with all others stratum by
stratum (same post, same administrative level), strata weighted by n₁n₀/(n₁ + n₀) as Mantel and Haenszel do:

    D = Σ w_s (mean₁ − mean₀) / Σ w_s        Var D = Σ w_s² (v₁/n₁ + v₀/n₀) / (Σ w_s)²
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from .coverage import NINETY_PERCENT

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOTABLE = 0.05  # five points: less is said to be no difference to speak of


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a share, in a band against all others in the same work."""

    value: float
    low: float
    high: float

    @property
    def is_notable(self) -> bool:
        return abs(self.value) >= NOTABLE and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class BandFigures:
    """None where fewer than ten people, or fewer than ten assessed, are in the band or outside it."""

    band: str
    people: int
    assessed: float | None
    coverage: float | None
    assessed_against: Difference | None
    coverage_against: Difference | None


def audit(
    bands: Sequence[str], band: Integers, *, stratum: Integers, assessed: Numbers, coverage: Numbers
) -> list[BandFigures]:
    """One entry a person: number of the band (-1 unknown) and stratum, share of demands assessed, of those met.

    `coverage` is NaN where nothing is assessed. Where one band is too small its neighbour is not told either, or it
    could be computed from the whole.
    """
    known = band >= 0
    hidden = _hidden(band, np.isnan(coverage), len(bands))
    return [
        _figures(name, band[known] == place, stratum[known], assessed[known], coverage[known], is_hidden=hidden[place])
        for place, name in enumerate(bands)
    ]


def _hidden(band: Integers, is_unassessed: Flags, size: int) -> Flags:
    people = np.bincount(band[band >= 0], minlength=size)
    shown = np.bincount(band[(band >= 0) & ~is_unassessed], minlength=size)
    hidden = (shown < SMALLEST_GROUP) & (people > 0)
    if hidden.sum() == 1:
        rest = np.where(hidden | (people == 0), np.iinfo(np.int64).max, shown)
        hidden[rest.argmin()] = True
    return np.asarray(hidden)


def _figures(
    name: str, inside: Flags, stratum: Integers, assessed: Numbers, coverage: Numbers, *, is_hidden: bool
) -> BandFigures:
    people = int(inside.sum())
    if is_hidden or not people:
        return BandFigures(name, people, None, None, None, None)
    known = ~np.isnan(coverage)
    return BandFigures(
        band=name,
        people=people,
        assessed=float(assessed[inside].mean()),
        coverage=float(coverage[inside & known].mean()),
        assessed_against=difference(assessed, inside, stratum),
        coverage_against=difference(coverage[known], inside[known], stratum[known]),
    )


def difference(value: Numbers, inside: Flags, stratum: Integers) -> Difference | None:
    """None where no stratum holds people of both sides, or one side is too small."""
    if min(inside.sum(), (~inside).sum()) < SMALLEST_GROUP:
        return None
    _, number = np.unique(stratum, return_inverse=True)
    one, others = _moments(value, number, inside), _moments(value, number, ~inside)
    both = (one.count > 0) & (others.count > 0)
    weight = np.where(both, one.count * others.count / np.maximum(one.count + others.count, 1), 0.0)
    if not weight.sum():
        return None
    share = weight / weight.sum()
    found = float(np.sum(share * (one.mean - others.mean)))
    spread = float(np.sum(share**2 * (one.error + others.error)))
    reach = NINETY_PERCENT * np.sqrt(spread)
    return Difference(found, found - reach, found + reach)


@dataclass(frozen=True, slots=True)
class _Moments:
    """By stratum; 0 where there is nobody."""

    count: Numbers
    mean: Numbers
    error: Numbers  # squared, of the mean


def _moments(value: Numbers, number: Integers, chosen: Flags) -> _Moments:
    size = int(number.max()) + 1
    count = np.bincount(number[chosen], minlength=size).astype(float)
    safe = np.maximum(count, 1)
    mean = np.bincount(number[chosen], value[chosen], minlength=size) / safe
    deviation = (value - mean[number]) ** 2
    within = np.bincount(number[chosen], deviation[chosen], minlength=size)
    # One person in a stratum has no spread of their own: the spread of all of that side stands in.
    pooled = within.sum() / max(1.0, float((safe - 1).sum()))
    variance = np.where(count > 1, within / np.maximum(safe - 1, 1), pooled)
    return _Moments(count, mean, np.where(count > 0, variance / safe, 0.0))
