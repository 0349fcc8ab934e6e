"""What is known of the services themselves, for figures that weigh or compare by them."""

from datetime import date, datetime

from django.utils import timezone

from lms.people.access import Scope

from ..domain.grid import parent_path
from .indicators import values_as_of
from .roster import units

RATING, CASES = "rating", "processing_time"  # codes of the starter's indicators; the second counts cases closed
LOWEST_RATING, HIGHEST_RATING = 1.0, 5.0
MONTHS = 3  # a single month of a small office says little


def citizen_side(scope: Scope, at: datetime) -> float | None:
    """How citizens found the services in reach over three months, from 0 (bad) to 1 (good); None is unknown."""
    found = values_as_of(timezone.now(), scope=scope, indicator=RATING, months=_months_until(at)).values()
    ratings = sum(number for _, number in found)
    if not ratings:
        return None
    mean = sum(points for points, _ in found) / ratings
    return min(1.0, max(0.0, (mean - LOWEST_RATING) / (HIGHEST_RATING - LOWEST_RATING)))


def volumes(scope: Scope, at: datetime) -> dict[str, float]:
    """Path of a unit → cases closed a month there and in the units below; where nothing is known, nothing is said."""
    path_of = {unit.code: path for path, unit in units().items()}
    found: dict[str, float] = {}
    months = _months_until(at)
    for (code, _, _), (_, cases) in values_as_of(timezone.now(), scope=scope, indicator=CASES, months=months).items():
        path = path_of.get(code, "")
        while path and scope.covers_path(path):
            found[path] = found.get(path, 0.0) + cases / len(months)
            path = parent_path(path)
    return found


def _months_until(at: datetime) -> list[date]:
    """The first days of the last whole months before a moment. Late figures of them count as soon as they are known."""
    first = timezone.localdate(at).replace(day=1)
    months = []
    for _ in range(MONTHS):
        first = date(first.year - (first.month == 1), first.month - 1 or 12, 1)
        months.append(first)
    return months
