"""Months in a row: the sums of the units that reported, and how many of them did."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .meaning import Meaning

Sums = Mapping[tuple[str, date], tuple[float, float]]  # (unit, month) → numerator, denominator


@dataclass(frozen=True, slots=True)
class Point:
    month: date
    numerator: float
    denominator: float
    reported: int  # units
    expected: int  # units that reported in any month shown

    @property
    def is_partial(self) -> bool:
        """Beside other months this one lacks units, so part of a difference may be who reported."""
        return 0 < self.reported < self.expected


def months_between(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [month_after(first, step) for step in range(count + 1)]


def month_after(month: date, steps: int) -> date:
    place = month.year * 12 + month.month - 1 + steps
    return date(place // 12, place % 12 + 1, 1)


def months_from(first: date, month: date) -> int:
    return (month.year - first.year) * 12 + month.month - first.month


def series(sums: Sums, units: Collection[str], months: Iterable[date]) -> list[Point]:
    months = list(months)
    expected = len({unit for unit, month in sums if unit in units and month in set(months)})
    points = []
    for month in months:
        found = [sums[unit, month] for unit in units if (unit, month) in sums]
        numerator, denominator = (sum(pair[place] for pair in found) for place in (0, 1))
        points.append(Point(month, numerator, denominator, len(found), expected))
    return points


def total(points: Iterable[Point], meaning: Meaning) -> float | None:
    """Of several months together: sums over sums, never a mean of rates."""
    points = list(points)
    return meaning.value(sum(one.numerator for one in points), sum(one.denominator for one in points))
