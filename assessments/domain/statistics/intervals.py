"""How far a figure may be off: 95 % intervals, and how many answers it takes to show or to act on one."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

ANSWERS_TO_SHOW = 30  # with fewer, a correlation of .35 may well come out below zero
ANSWERS_TO_ACT = 100
Z = 1.959964  # of a normal distribution, for 95 %


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the interval that holds the true one in 95 of 100 cases."""

    value: float
    low: float
    high: float


def share_of(share: float, count: int) -> Estimate:
    """Wilson's interval. For a mean of partly earned marks it is wider than need be, never narrower."""
    spread = Z**2 / count
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread**2 / 4) / (1 + spread)
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def correlation_of(r: float, count: int) -> Estimate:
    """Fisher's interval, on the scale where correlations are about normal; `count` is more than three."""
    if abs(r) >= 1:
        return Estimate(r, r, r)
    z, half = atanh(r), Z / sqrt(count - 3)
    return Estimate(r, tanh(z - half), tanh(z + half))
