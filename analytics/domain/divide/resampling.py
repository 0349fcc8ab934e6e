"""What figures of the levels would be with other units of the same kind: a bootstrap inside each level."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .theil import Decomposition, Matrix, decompose

DRAWS = 400
SEED = 20_261_128  # the same figures give the same interval on every page and in every copy of it
NINETY_PERCENT = (5.0, 95.0)


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def resampled(coverage: Matrix, weights: Matrix, starts: Sequence[int]) -> Decomposition:
    """Units are drawn with replacement, each level keeping its number: how many there are is no matter of chance."""
    random = np.random.default_rng(SEED)
    ends = [*starts[1:], coverage.shape[1]]
    places = np.concatenate(
        [random.integers(start, end, size=(DRAWS, end - start)) for start, end in zip(starts, ends, strict=True)],
        axis=1,
    )
    return decompose(coverage[0][places], weights[0][places], starts)


def interval(draws: Matrix) -> Interval | None:
    """The middle nine tenths; None where some draw had no value."""
    if np.isnan(draws).any():
        return None
    low, high = np.percentile(draws, NINETY_PERCENT)
    return Interval(float(low), float(high))
