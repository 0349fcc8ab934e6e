"""How many who meet the demand today will need a new check in each of twelve months if nothing new is shown."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..rounding import to_bases

NAME = "recheck"
MONTHS = 12


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    months = np.where(now["is_gone"].to_numpy(bool), np.nan, now["recheck_months"].to_numpy(float))
    fall = np.maximum(months, 1.0)  # whoever is due at once is due within the first month
    return {str(month): (fall == month).astype(float) for month in range(1, MONTHS + 1)}


def publish(sums: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """`by`: how many fall due until the end of each month.

    Running totals are rounded, not months: two a month would each round to nobody, while the year is right so, and the
    difference of two of them is a multiple of five again.
    """
    months = np.stack([sums[str(month)] for month in range(1, MONTHS + 1)], axis=1)
    return [{"by": running} for running in to_bases(np.cumsum(months, axis=1)).tolist()]
