"""The chance that nobody who meets the demand is left in twelve months: Π over holders of 1 − p · stay (domain.md 6.1).

`stay` is the chance that somebody still holds the post then (`domain.staying`), a column that the snapshot adds to the
facts. Only who is assessed counts as a holder: of the others nothing is known. Without the column nothing is said.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..rounding import to_bases

NAME = "loss"
STAY = "stay"
LIKELY, POSSIBLE = 0.5, 0.1  # from this chance on


class Chance(StrEnum):
    """That nobody is left. Words only: of a small group a number would tell who is about to go."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    p = now["p"].to_numpy(float)
    stay = now[STAY].to_numpy(float) if STAY in now.columns else np.full(len(now), np.nan)
    is_holder = ~np.isnan(p) & ~np.isnan(stay)
    able = np.where(is_holder, p, 0.0)
    left = np.where(is_holder, p * stay, 0.0)
    return {
        "holders": is_holder.astype(float),
        "able": able,
        "left": left,
        "none": np.log1p(-np.minimum(left, 1 - 1e-12)),
    }


def publish(sums: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """`able` and `left`: people expected to be able now, and still in twelve months. Nothing without a holder."""
    columns = (sums["holders"], np.exp(sums["none"]), to_bases(sums["able"]), to_bases(sums["left"]))
    return [
        {"chance": chance(none).value, "able": able, "left": left} if holders else {}
        for holders, none, able, left in zip(*(column.tolist() for column in columns), strict=True)
    ]


def chance(share: float) -> Chance:
    if share >= LIKELY:
        return Chance.LIKELY
    return Chance.POSSIBLE if share >= POSSIBLE else Chance.UNLIKELY
