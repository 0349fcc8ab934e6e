"""How alike people decide the same case: 1 − entropy of their decisions ÷ the most it could be (domain.md 6.1).

    1 = all decide alike;  0 = every option is chosen equally often

The entropy of a sample is too low on average, and people would look more alike than they are; leaving each person out
in turn (the jackknife) takes most of that away and gives the standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

NINETY_PERCENT = 1.64  # standard errors either side


@dataclass(frozen=True, slots=True)
class Consistency:
    value: float
    low: float
    high: float


def consistency(counts: Sequence[int], options: int) -> Consistency | None:
    """`counts` of the options that were chosen, `options` how many there were to choose from."""
    chosen = [count for count in counts if count]
    people = sum(chosen)
    if options < 2 or people < 2:
        return None
    whole = _entropy(chosen)
    without = [_entropy([one - (place == other) for other, one in enumerate(chosen)]) for place in range(len(chosen))]
    mean = sum(count * one for count, one in zip(chosen, without, strict=True)) / people
    spread = sum(count * (one - mean) ** 2 for count, one in zip(chosen, without, strict=True))
    error = NINETY_PERCENT * sqrt((people - 1) / people * spread)
    entropy, most = people * whole - (people - 1) * mean, log(options)
    return Consistency(*(_held(1 - one / most) for one in (entropy, entropy + error, entropy - error)))


def _entropy(counts: Sequence[int]) -> float:
    total = sum(counts)
    return -sum(count / total * log(count / total) for count in counts if count)


def _held(share: float) -> float:
    return min(1.0, max(0.0, share))
