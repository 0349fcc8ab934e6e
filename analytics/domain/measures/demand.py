"""Of how many people which level is demanded: what their verified levels are held against."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import LEVELS

from ..rounding import to_bases

NAME = "demand"


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    is_here = ~now["is_gone"].to_numpy(bool)
    required = now["required"].to_numpy(float)
    return {str(level): (is_here & (required == level)).astype(float) for level in LEVELS}


def publish(sums: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """`required`: from level 1 to the highest."""
    required = to_bases(np.stack([sums[str(level)] for level in LEVELS], axis=1)).tolist()
    return [{"required": levels} for levels in required]
