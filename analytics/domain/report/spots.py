"""What a report may know of one unit and competency: the published figures, and nothing behind them."""

from dataclasses import dataclass

from ..advice import ENOUGH_COVERAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A unit with all below it, and one competency that is demanded there; None is hidden or unknown, never zero."""

    path: str
    code: str
    is_critical: bool
    is_unknown: bool  # too few are assessed to plan training on it
    people: int | None
    assessed: int | None
    not_assessed: int | None
    coverage: float | None
    low: float | None
    high: float | None
    short: int  # to the nearest five, of those assessed
    rests_on_one: bool

    @property
    def is_gap(self) -> bool:
        """Known well enough to act on, and too few are able or all hangs on one."""
        if self.coverage is None or self.is_unknown:
            return False
        return self.coverage < ENOUGH_COVERAGE or (self.is_critical and self.rests_on_one)

    @property
    def is_critical_gap(self) -> bool:
        return self.is_critical and self.is_gap

    @property
    def is_wide(self) -> bool:
        """The estimate leaves much open although most are assessed."""
        return not self.is_unknown and self.low is not None and self.high is not None and self.high - self.low >= WIDE


WIDE = 0.30  # from the low to the high end of a coverage's interval


def is_below(path: str, top: str) -> bool:
    return path != top and path.startswith(top)
