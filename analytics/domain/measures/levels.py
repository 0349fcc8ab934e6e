"""How many people have which verified level, and how many were not assessed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import LEVELS

from ..rounding import to_bases, to_bases_together

NAME = "levels"
RUNGS = (0, *LEVELS)  # 0: assessed, and no level verified


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    is_here = ~now["is_gone"].to_numpy(bool)
    is_assessed = is_here & ~np.isnan(now["p"].to_numpy(float))
    level = now["level"].to_numpy(float)
    counted = {str(rung): (is_assessed & (level == rung)).astype(float) for rung in RUNGS}
    return {**counted, "not_assessed": (is_here & ~is_assessed).astype(float)}


def publish(sums: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """`verified`: from no level to the highest; together they are those assessed."""
    verified = to_bases_together(np.stack([sums[str(rung)] for rung in RUNGS], axis=1)).tolist()
    unknown = to_bases(sums["not_assessed"]).tolist()
    return [{"verified": levels, "not_assessed": people} for levels, people in zip(verified, unknown, strict=True)]
