"""Does an item treat two groups of equal ability alike?"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import ANSWERS_TO_ACT
from .mantel_haenszel import Dif, mantel_haenszel

TOTAL_BAND = 4  # points


def strata_of(points: NDArray[np.float64], topic_points: NDArray[np.float64]) -> NDArray[np.int64]:
    """One number for people who earned the same on the competency of the item, and about the same in all.

    Groups of staff do different work and have different profiles; matched by the total alone, every competency that one
    group is better at would look like items that favour it.
    """
    return (np.floor(topic_points) * 10_000 + points // TOTAL_BAND).astype(np.int64)


def dif_of(is_right: ArrayLike, is_focal: ArrayLike, strata: ArrayLike) -> Dif | None:
    """One entry a person; people of one stratum have about the same ability. None below 100 people in either group."""
    focal = np.asarray(is_focal, dtype=bool)
    if min(focal.sum(), (~focal).sum()) < ANSWERS_TO_ACT:
        return None
    values, places = np.unique(np.asarray(strata), return_inverse=True)
    tables = np.zeros((len(values), 2, 2))
    np.add.at(tables, (places, focal.astype(int), (~np.asarray(is_right, dtype=bool)).astype(int)), 1)
    return mantel_haenszel(tables)
