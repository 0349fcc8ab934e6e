"""Do people of one age or length of service fare otherwise than others in the same work? For audits alone.

Raw shares mislead where a band holds other posts than the rest, so each band is compared with all others stratum by
stratum (same post, same administrative level), strata weighted by n₁n₀/(n₁ + n₀) as Mantel and Haenszel do:

    D = Σ w_s (mean₁ − mean₀) / Σ w_s        Var D = Σ w_s² (v₁/n₁ + v₀/n₀) / (Σ w_s)²
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from .coverage import NINETY_PERCENT
from .facts import Facts, places_in

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

# From how many years on each band goes.
AGE: Mapping[str, float] = {"under_35": 0, "35_to_49": 35, "from_50": 50}
SERVICE: Mapping[str, float] = {"under_5": 0, "5_to_14": 5, "from_15": 15}
UNKNOWN = -1
NOTABLE = 0.05  # five points: less is said to be no difference to speak of


def years_since(then: date | None, day: date) -> float:
    return np.nan if then is None else (day - then).days / 365.2425


def band_of(years: Numbers, bands: Mapping[str, float]) -> Integers:
    """The number of the band of each, UNKNOWN where no date is known."""
    found = np.searchsorted(list(bands.values()), np.nan_to_num(years, nan=-1.0), side="right") - 1
    return np.where(np.isnan(years), UNKNOWN, np.maximum(found, 0))


def strata_of(kinds: Sequence[tuple[str, str]], leaf: NDArray[np.int32]) -> Integers:
    """Of each person the number of the work they do: post and level of administration, by unit and post (`leaf`)."""
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    by_leaf = np.array([numbers[kind] for kind in kinds], dtype=np.int64)
    return by_leaf[leaf] if leaf.size else np.empty(0, dtype=np.int64)


@dataclass(slots=True)
class People:
    """Everybody once, with what is demanded, assessed and met of it, summed competency by competency."""

    person: Integers = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    leaf: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    demanded: Numbers = field(default_factory=lambda: np.empty(0))
    known: Numbers = field(default_factory=lambda: np.empty(0))
    able: Numbers = field(default_factory=lambda: np.empty(0))

    def add(self, facts: Facts) -> None:
        everybody = np.union1d(self.person, facts.person)
        old, new = places_in(everybody, self.person), places_in(everybody, facts.person)
        leaf = np.zeros(everybody.size, dtype=np.int32)
        leaf[new], leaf[old] = facts.leaf, self.leaf
        sums = {name: np.zeros(everybody.size) for name in ("demanded", "known", "able")}
        added: dict[str, Numbers] = {
            "demanded": np.ones(len(facts)),
            "known": facts.is_assessed.astype(float),
            "able": np.nan_to_num(facts.p),
        }
        for name, values in sums.items():
            values[old] = getattr(self, name)
            values[new] += added[name]
            setattr(self, name, values)
        self.person, self.leaf = everybody, leaf

    @property
    def assessed(self) -> Numbers:
        return self.known / np.maximum(self.demanded, 1)

    @property
    def coverage(self) -> Numbers:
        return np.where(self.known > 0, self.able / np.maximum(self.known, 1), np.nan)


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
        _figures(
            name,
            band[known] == place,
            stratum=stratum[known],
            assessed=assessed[known],
            coverage=coverage[known],
            is_hidden=hidden[place],
        )
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
    name: str, inside: Flags, *, stratum: Integers, assessed: Numbers, coverage: Numbers, is_hidden: bool
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
    reach = float(NINETY_PERCENT * np.sqrt(spread))
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
