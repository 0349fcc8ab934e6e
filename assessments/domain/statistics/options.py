"""What each option of a choice does: how many take it, and whether they are the strong (domain brief 5.4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from .intervals import Estimate, correlation_of
from .items import Standing, standing
from .moments import Moments, correlation

RARELY_CHOSEN = 0.05

Choice = tuple[Collection[str], float]  # options that one person chose, and the rest score of that person


class OptionFlag(StrEnum):
    RARELY_CHOSEN = "rarely_chosen"
    TELLS_NOBODY_APART = "tells_nobody_apart"  # a wrong option that the strong choose as often as the weak
    DRAWS_THE_STRONG = "draws_the_strong"
    BEATS_THE_KEY = "beats_the_key"  # who chose it knows more than who chose the key
    KEY_DRAWS_THE_WEAK = "key_draws_the_weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFigures:
    option: str
    is_right: bool
    count: int
    share: float
    mean_rest: float | None  # of those who chose it
    correlation: Estimate | None  # of choosing it with the rest score
    flags: frozenset[OptionFlag]


def option_table(options: Sequence[str], key: Collection[str], choices: Sequence[Choice]) -> list[OptionFigures]:
    """One row an option, in the order of `options`; empty where there are too few answers.

    Flags are set only where there are enough answers to act on.
    """
    stands = standing(len(choices))
    if stands is Standing.TOO_FEW:
        return []
    of_key = [rest for chosen, rest in choices if not set(key).isdisjoint(chosen)]
    best = fmean(of_key) if of_key else None
    rows = []
    for option in options:
        takers = [rest for chosen, rest in choices if option in chosen]
        r = correlation(Moments.of((float(option in chosen), rest) for chosen, rest in choices))
        mean = fmean(takers) if takers else None
        share, is_right = len(takers) / len(choices), option in key
        estimate = None if r is None else correlation_of(r, len(choices))
        flags = frozenset[OptionFlag]()
        if stands is Standing.FIRM:
            flags = _flags_of_key(estimate) if is_right else _flags_of_distractor(share, mean, best, estimate)
        rows.append(
            OptionFigures(
                option=option,
                is_right=is_right,
                count=len(takers),
                share=share,
                mean_rest=mean,
                correlation=estimate,
                flags=flags,
            )
        )
    return rows


def _flags_of_key(r: Estimate | None) -> frozenset[OptionFlag]:
    return frozenset({OptionFlag.KEY_DRAWS_THE_WEAK} if r is not None and r.value < 0 else ())


def _flags_of_distractor(
    share: float, mean: float | None, mean_of_key: float | None, r: Estimate | None
) -> frozenset[OptionFlag]:
    """What hardly anybody chose says nothing of those who did."""
    if share < RARELY_CHOSEN:
        return frozenset({OptionFlag.RARELY_CHOSEN})
    flags = set()
    if mean is not None and mean_of_key is not None and mean > mean_of_key:
        flags.add(OptionFlag.BEATS_THE_KEY)
    if r is not None and r.value > 0:
        flags.add(OptionFlag.DRAWS_THE_STRONG if r.low > 0 else OptionFlag.TELLS_NOBODY_APART)
    return frozenset(flags)
