"""How long people take over an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from .items import Standing, standing

LONGEST = 30 * 60.0  # seconds: who saved nothing for longer was away


@dataclass(frozen=True, slots=True)
class TimeFigures:
    """Seconds."""

    count: int
    lower_quarter: float
    median: float
    upper_quarter: float


def time_figures(seconds: Sequence[float]) -> TimeFigures | None:
    """From the time of each person; None where too few are known. Medians bear the odd interruption."""
    known = [one for one in seconds if 0 < one <= LONGEST]
    if standing(len(known)) is Standing.TOO_FEW:
        return None
    low, middle, high = quantiles(known, n=4, method="inclusive")
    return TimeFigures(len(known), low, middle, high)
