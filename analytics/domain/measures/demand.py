"""Of how many people which level is demanded: what their verified levels are held against."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import LEVELS
from lms.lib.disclosure import to_base

NAME = "demand"


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    is_here = ~now["is_gone"].to_numpy(bool)
    required = now["required"].to_numpy(float)
    return {str(level): (is_here & (required == level)).astype(float) for level in LEVELS}


def publish(sums: Mapping[str, float]) -> dict[str, Any]:
    """`required`: from level 1 to the highest."""
    return {"required": [to_base(sums.get(str(level), 0.0)) for level in LEVELS]}
