"""What a service indicator says: a sum over a count, so that those of several units and months add up."""

from dataclasses import dataclass
from enum import StrEnum

LOWEST_RATING, HIGHEST_RATING = 1, 5


class Measure(StrEnum):
    DAYS = "days"  # days ÷ cases
    SHARE = "share"  # cases of one kind ÷ all cases, in per cent
    PER_THOUSAND = "per_1000"  # events ÷ cases, for a thousand cases
    POINTS = "points"  # points given ÷ ratings, 1 to 5


FACTORS = {Measure.DAYS: 1, Measure.SHARE: 100, Measure.PER_THOUSAND: 1000, Measure.POINTS: 1}


@dataclass(frozen=True, slots=True)
class Meaning:
    code: str
    measure: Measure
    higher_is_better: bool

    def value(self, numerator: float, denominator: float) -> float | None:
        """None where there was no case: nothing is known, which is not zero."""
        return FACTORS[self.measure] * numerator / denominator if denominator else None

    def is_possible(self, numerator: float, denominator: float) -> bool:
        if denominator == 0:
            return numerator == 0
        if self.measure is Measure.SHARE:
            return numerator <= denominator
        if self.measure is Measure.POINTS:
            return LOWEST_RATING <= numerator / denominator <= HIGHEST_RATING
        return True

    def is_better(self, change: float) -> bool:
        return change > 0 if self.higher_is_better else change < 0
