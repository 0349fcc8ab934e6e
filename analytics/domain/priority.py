"""In which order to act: criticality × people short × risk of loss × service volume (domain.md 6.1)."""

from collections.abc import Sequence
from statistics import fmean

from .cube import CRITICAL
from .measures.loss import Chance

RISK = {Chance.LIKELY: 3, Chance.POSSIBLE: 2, Chance.UNLIKELY: 1}


def priority(*, is_critical: bool, short: int, chance: Chance | None, volume: float | None = None) -> float:
    """`volume` compared with the usual one; None where volumes are not known, and then it has no say.

    A chance that is not known counts as the middle one: no excuse to act last, none to act first.
    """
    risk = RISK[chance] if chance else RISK[Chance.POSSIBLE]
    return (CRITICAL if is_critical else 1) * short * risk * (1.0 if volume is None else volume)


def relative(volumes: Sequence[float | None]) -> list[float | None]:
    """As multiples of their mean; all None unless every one is known, so that no unit ranks by what is missing."""
    known = [one for one in volumes if one is not None]
    usual = fmean(known) if known else 0.0
    if len(known) < len(volumes) or not usual:
        return [None] * len(volumes)
    return [one / usual for one in known]
