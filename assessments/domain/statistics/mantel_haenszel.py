"""The odds of two groups compared over strata (Mantel & Haenszel 1959), as ETS classifies items by it (Zwick 2012)."""

from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

Tables = NDArray[np.float64]  # (strata, 2, 2): group reference, focal × right, wrong

DELTA = -2.35  # from log odds to the delta scale of ETS
SIGNIFICANT = 3.841459  # of chi-square with one degree of freedom, for 5 %
ONE_SIDED = 1.644854


class Class(StrEnum):
    A = "A"  # negligible
    B = "B"  # slight to moderate
    C = "C"  # large: read the item with people of both groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Dif:
    """Negative `d_dif`: harder for the focal group than for people of the reference group who score the same."""

    odds_ratio: float
    odds_ratio_se: float  # of its logarithm, by Robins, Breslow & Greenland (1986)
    chi_square: float  # with continuity correction

    @property
    def d_dif(self) -> float:
        return DELTA * log(self.odds_ratio)

    @property
    def d_dif_se(self) -> float:
        return -DELTA * self.odds_ratio_se

    @property
    def kind(self) -> Class:
        size = abs(self.d_dif)
        if size < 1 or self.chi_square < SIGNIFICANT:
            return Class.A
        return Class.C if size >= 1.5 and (size - 1) / self.d_dif_se > ONE_SIDED else Class.B


def mantel_haenszel(tables: Tables) -> Dif | None:
    """None where one group is always right or the other always wrong, so that no odds ratio exists."""
    people = tables.sum(axis=(1, 2))
    tables, people = tables[people > 1], people[people > 1]
    (a, b), (c, d) = tables.transpose(1, 2, 0)
    r, s = a * d / people, b * c / people
    if r.sum() == 0 or s.sum() == 0:
        return None
    p, q = (a + d) / people, (b + c) / people
    variance = (p * r).sum() / (2 * r.sum() ** 2) + (q * s).sum() / (2 * s.sum() ** 2)
    variance += (p * s + q * r).sum() / (2 * r.sum() * s.sum())
    expected = (a + b) * (a + c) / people
    spread = (a + b) * (c + d) * (a + c) * (b + d) / (people**2 * (people - 1))
    deviation = abs((a - expected).sum())
    return Dif(
        odds_ratio=float(r.sum() / s.sum()),
        odds_ratio_se=sqrt(float(variance)),
        chi_square=float(max(0.0, deviation - 0.5) ** 2 / spread.sum()),
    )
