"""The chance that nobody who meets the demand is left in twelve months (domain.md 6.1).

`stay` is the chance that somebody still holds the post then (`domain.staying`), a column that the snapshot adds to the
facts. Only who is assessed counts as a holder: of the others nothing is known. Without the column nothing is said.

Worked out person by person, as Π 1 − p · stay, the chance tells who it is that may be able: where one of ten is about
to retire, "likely" says that none of the other nine is (docs/decisions/0041). So it is worked out from the figures that
are published anyway, and from how long people like these stay on the whole.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lms.lib.disclosure import to_base

from ..coverage import NINETY_PERCENT, Tally
from ..rounding import Results, results

NAME = "loss"
STAY = "stay"
LIKELY, POSSIBLE = 0.5, 0.1  # from this chance on
HALF_A_PERCENT = 0.005  # by so much an interval is rounded outwards in the mean


class Chance(StrEnum):
    """That nobody is left. Words only: of a small group a number would tell who is about to go."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    p, fte = now["p"].to_numpy(float), now["fte"].to_numpy(float)
    stay = now[STAY].to_numpy(float) if STAY in now.columns else np.full(len(now), np.nan)
    is_holder = ~np.isnan(p) & ~np.isnan(stay)
    known = np.where(is_holder, p, 0.0)
    return {
        "holders": is_holder.astype(float),
        "stay": np.where(is_holder, stay, 0.0),
        "hundredths": np.where(is_holder, np.rint(100 * fte), 0.0),
        "able_fte": fte * known,
        "spread": fte**2 * known * (1 - known),
    }


def publish(sums: Mapping[str, float]) -> dict[str, Any]:
    """`able` and `left`: people expected to be able now, and still in twelve months."""
    if not sums.get("holders"):
        return {}
    fte = sums["hundredths"] / 100
    shown = results(Tally(fte=fte, assessed_fte=fte, able_fte=sums["able_fte"], spread=sums["spread"]))
    holders, stay = to_base(sums["holders"]), sums["stay"] / sums["holders"]
    able = (shown.coverage or 0.0) * holders
    return {
        "chance": chance(nobody_left(shown, holders, stay)).value,
        "able": to_base(able),
        "left": to_base(able * stay),
    }


def nobody_left(shown: Results, holders: int, stay: float) -> float:
    """As if Q people were able with the same p, and the others not at all.

    Q p = Σ p is coverage × holders; p = 1 − Σ p (1 − p) / Σ p, where the interval tells Σ p (1 − p). So it is the
    product over all both where all are as likely, and where some are sure and the others out of the question.
    """
    coverage = shown.coverage or 0.0
    able = coverage * holders
    if not able or shown.low is None or shown.high is None:
        return 1.0
    reach = max(0.0, max(coverage - shown.low, shown.high - coverage) - HALF_A_PERCENT)
    spread = (holders * reach / NINETY_PERCENT) ** 2
    p = min(1.0, max(coverage, 1 - spread / able))
    return float((1 - p * stay) ** (able / p))


def chance(share: float) -> Chance:
    if share >= LIKELY:
        return Chance.LIKELY
    return Chance.POSSIBLE if share >= POSSIBLE else Chance.UNLIKELY
