"""Exact tails: of a count of unlike chances, and of the agreement of two orders. Arrays in, arrays out."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def at_least(chances: Floats, counts: Ints) -> Floats:
    """P(X ≥ count) for each row, X the number of successes of independent trials with the chances of the row.

    The Poisson-binomial distribution by its recurrence: sums of positive terms only, so that tails of 1e-12 are as
    exact as those of 1e-2. A trial of chance 0 changes nothing, hence rows of unlike length are padded with zeros.
    """
    rows, trials = chances.shape
    mass = np.zeros((rows, trials + 1))
    mass[:, 0] = 1.0
    for trial in range(trials):
        p = chances[:, trial : trial + 1]
        mass[:, 1 : trial + 2] = mass[:, 1 : trial + 2] * (1 - p) + mass[:, : trial + 1] * p
        mass[:, :1] *= 1 - p
    tails = np.cumsum(mass[:, ::-1], axis=1)[:, ::-1]
    found: Floats = np.minimum(1.0, np.take_along_axis(tails, counts[:, None], axis=1)[:, 0])
    return found


@cache
def agreement_tails(length: int) -> Floats:
    """P(at most k of all pairs stand in another order), for k = 0, 1, …, of two random orders of `length` things.

    Kendall's statistic: the number of inversions of a random permutation is a sum of independent uniform numbers.
    """
    mass = np.ones(1)
    for more in range(2, length + 1):
        mass = np.convolve(mass, np.full(more, 1.0 / more))
    return np.minimum(1.0, np.cumsum(mass))
