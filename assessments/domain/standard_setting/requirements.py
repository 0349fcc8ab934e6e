"""What a panel's cut must meet before anybody may put it in force (domain brief 5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ..statistics.reliability import error_at

FEWEST_JUDGES = 6
LARGEST_ERROR = 0.5  # of the cut, in standard errors of measurement
LARGEST_SHIFT = 1.0  # by policy, in standard errors of measurement
ROUNDING = 1e-9


class Breach(Enum):
    FEW_JUDGES = "few_judges"
    UNSURE = "unsure"  # the judges differ too much
    SHIFT_TOO_LARGE = "shift_too_large"
    SHIFT_UNEXPLAINED = "shift_unexplained"
    OFF_THE_SCALE = "off_the_scale"  # at or below 0, at or above full marks
    OUT_OF_ORDER = "out_of_order"  # not between the cuts of the levels below and above


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A cut as it is put forward. Shares of the maximum throughout; None is unknown."""

    judges: int
    level: int
    recommended: float  # by the panel
    standard_error: float | None
    measurement_error: float | None
    shift: float  # by policy: added to what the panel recommends
    has_reason: bool  # for the shift

    @property
    def share(self) -> float:
        return self.recommended + self.shift


def error_of_measurement(share: float, items: int) -> float | None:
    """Conditional standard error at a score, as a share: √(x (n − x) / (n − 1)) / n, with x = share · n.

    Lord's (1957) error of people who each draw items of their own from one bank, which is how forms are drawn here. It
    needs no candidates, so it is known when the first panel meets; None for fewer than two items.
    """
    if items < 2:
        return None
    return error_at(share * items, items) / items


def is_precise(standard_error: float | None, measurement_error: float | None) -> bool | None:
    """Whether the error of the cut is small beside that of a score; None where either is unknown."""
    if standard_error is None or measurement_error is None:
        return None
    return standard_error <= LARGEST_ERROR * measurement_error + ROUNDING


def breaches(proposed: Proposed, others: Mapping[int, float]) -> list[Breach]:
    """What stands against it, in the order of `Breach`; `others`: cuts of the other levels in force, as shares."""
    error = proposed.measurement_error
    below = [share for level, share in others.items() if level < proposed.level]
    above = [share for level, share in others.items() if level > proposed.level]
    found = {
        Breach.FEW_JUDGES: proposed.judges < FEWEST_JUDGES,
        Breach.UNSURE: is_precise(proposed.standard_error, error) is False,
        # A shift is measured by the error of measurement: while that is unknown, nothing can be shifted.
        Breach.SHIFT_TOO_LARGE: proposed.shift != 0
        and (error is None or abs(proposed.shift) > LARGEST_SHIFT * error + ROUNDING),
        Breach.SHIFT_UNEXPLAINED: proposed.shift != 0 and not proposed.has_reason,
        Breach.OFF_THE_SCALE: not 0 < proposed.share < 1,
        Breach.OUT_OF_ORDER: any(share >= proposed.share for share in below)
        or any(share <= proposed.share for share in above),
    }
    return [breach for breach, is_so in found.items() if is_so]
