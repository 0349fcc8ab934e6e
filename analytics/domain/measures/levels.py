"""How many people have which verified level, and how many were not assessed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import LEVELS
from lms.lib.disclosure import to_base, to_base_together

NAME = "levels"
RUNGS = (0, *LEVELS)  # 0: assessed, and no level verified


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    is_here = ~now["is_gone"].to_numpy(bool)
    is_assessed = is_here & ~np.isnan(now["p"].to_numpy(float))
    level = now["level"].to_numpy(float)
    counted = {str(rung): (is_assessed & (level == rung)).astype(float) for rung in RUNGS}
    return {**counted, "not_assessed": (is_here & ~is_assessed).astype(float)}


def publish(sums: Mapping[str, float]) -> dict[str, Any]:
    """`verified`: from no level to the highest."""
    counts = [sums.get(str(rung), 0.0) for rung in RUNGS]
    return {
        "verified": to_base_together(counts, to_base(sum(counts))),
        "not_assessed": to_base(sums.get("not_assessed", 0.0)),
    }
