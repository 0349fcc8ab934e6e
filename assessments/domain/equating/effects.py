"""What an equating would have meant for those who have sat the form already: counts, never people."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..standard_setting.consequences import FEWEST_SHOWN, ROUNDING
from .conversion import Conversion


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    sittings: int
    passed: int  # with every point as it is
    would_pass: int
    gained: int
    lost: int


def effect_on(shares: Sequence[float], conversion: Conversion, cut: float) -> Effect | None:
    """`shares`: of the maximum, one a sitting, before any conversion. None for too few sittings."""
    if len(shares) < FEWEST_SHOWN:
        return None
    before = [_reaches(share, cut) for share in shares]
    after = [_reaches(conversion.share(share), cut) for share in shares]
    turns = list(zip(before, after, strict=True))
    return Effect(
        sittings=len(shares),
        passed=sum(before),
        would_pass=sum(after),
        gained=turns.count((False, True)),
        lost=turns.count((True, False)),
    )


def _reaches(share: float, cut: float) -> bool:
    return share >= cut - ROUNDING
