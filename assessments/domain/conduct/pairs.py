"""All pairs of sittings in bounded memory."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .tails import Ints

PAIRS_AT_A_TIME = 20_000


def pairs_of(count: int) -> Iterator[tuple[Ints, Ints]]:
    """(first, second) of every pair of `count` things, some thousand at a time."""
    first, second = np.triu_indices(count, k=1)
    for start in range(0, len(first), PAIRS_AT_A_TIME):
        yield first[start : start + PAIRS_AT_A_TIME], second[start : start + PAIRS_AT_A_TIME]


def front(mask: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
    """Columns that bring the true entries of each row to its front, and the mask in that order, cut to width."""
    width = int(mask.sum(axis=1).max(initial=0))
    columns = np.argsort(~mask, axis=1, kind="stable")[:, :width]
    return columns, np.take_along_axis(mask, columns, axis=1)
