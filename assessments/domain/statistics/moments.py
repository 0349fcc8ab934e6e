"""Sums over people, and the correlation that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Sums over the people who met an item: all that share and discrimination need, and what a database can add up."""

    count: int
    marks: float
    marks_squared: float
    rests: float
    rests_squared: float
    products: float

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]]) -> "Moments":
        """From (mark, rest score) of each person."""
        held = list(pairs)
        return cls(
            count=len(held),
            marks=sum(mark for mark, _ in held),
            marks_squared=sum(mark**2 for mark, _ in held),
            rests=sum(rest for _, rest in held),
            rests_squared=sum(rest**2 for _, rest in held),
            products=sum(mark * rest for mark, rest in held),
        )


def correlation(sums: Moments) -> float | None:
    n = sums.count
    covariance = n * sums.products - sums.marks * sums.rests
    spread_of_marks = n * sums.marks_squared - sums.marks**2
    spread_of_rests = n * sums.rests_squared - sums.rests**2
    if min(spread_of_marks, spread_of_rests) <= 1e-9 * n**2:
        return None
    return max(-1.0, min(1.0, covariance / sqrt(spread_of_marks * spread_of_rests)))
