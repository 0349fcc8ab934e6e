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

from ..causes import Numbers
from ..coverage import NINETY_PERCENT
from ..facts import WHOLE_TIME
from ..rounding import downwards, to_bases, upwards
from ..tree import Integers

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


def publish(sums: Mapping[str, NDArray[np.float64]]) -> list[dict[str, Any]]:
    """`able` and `left`: people expected to be able now, and still in twelve months. Nothing without a holder."""
    known = np.flatnonzero(sums["holders"] > 0)
    of = {name: values[known] for name, values in sums.items()}
    fte = of["hundredths"] / WHOLE_TIME
    coverage = of["able_fte"] / fte
    reach = NINETY_PERCENT * np.sqrt(np.maximum(of["spread"], 0.0)) / fte
    shown = np.array([round(share, 2) for share in coverage.tolist()])
    low, high = downwards(np.maximum(coverage - reach, 0.0)), upwards(np.minimum(coverage + reach, 1.0))
    holders, stay = to_bases(of["holders"]), of["stay"] / of["holders"]
    columns = (
        nobody_left(shown, (low, high), holders, stay),
        to_bases(shown * holders),
        to_bases(shown * holders * stay),
    )
    found: list[dict[str, Any]] = [{} for _ in sums["holders"]]
    for place, share, able, left in zip(known.tolist(), *(column.tolist() for column in columns), strict=True):
        found[place] = {"chance": chance(share).value, "able": able, "left": left}
    return found


def nobody_left(coverage: Numbers, interval: tuple[Numbers, Numbers], holders: Integers, stay: Numbers) -> Numbers:
    """As if Q people were able with the same p, and the others not at all; of many groups, from published figures.

    Q p = Σ p is coverage × holders; p = 1 − Σ p (1 − p) / Σ p, where the interval tells Σ p (1 − p). So it is the
    product over all both where all are as likely, and where some are sure and the others out of the question.
    """
    (low, high), able = interval, coverage * holders
    reach = np.maximum(np.maximum(coverage - low, high - coverage) - HALF_A_PERCENT, 0.0)
    spread = (holders * reach / NINETY_PERCENT) ** 2
    some = np.where(able > 0, able, 1.0)
    p = np.where(able > 0, np.clip(1 - spread / some, coverage, 1.0), 1.0)
    return np.asarray(np.where(able > 0, (1 - p * stay) ** (able / p), 1.0))


def chance(share: float) -> Chance:
    if share >= LIKELY:
        return Chance.LIKELY
    return Chance.POSSIBLE if share >= POSSIBLE else Chance.UNLIKELY
