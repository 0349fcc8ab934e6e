"""The facts of now and of then row by row, with those who are gone: what measures are given."""

import numpy as np
import pandas as pd

PLACE = ["path", "post"]
KEY = ["person", "code"]
NOTHING = {"fte": 0.0, "required": 0, "criticality": 0, "pieces": 0, "level": 0}


def beside(now: pd.DataFrame, before: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """`now` with `is_gone`, and `before` in the same order (`registry`)."""
    if before is None or before.empty:
        return now.assign(is_gone=False), None
    then = now[KEY].merge(before, on=KEY, how="left")
    left = before.merge(now[[*KEY, *PLACE]], on=KEY, how="left", suffixes=("", "_now"))
    is_gone = (left[[f"{name}_now" for name in PLACE]].to_numpy(object) != left[PLACE].to_numpy(object)).any(axis=1)
    gone = before[is_gone]
    unknown = {name: np.nan for name in before.columns if name not in {*KEY, *PLACE, *NOTHING}}
    rows = pd.concat([now.assign(is_gone=False), gone.assign(**NOTHING, **unknown, is_gone=True)], ignore_index=True)
    return rows, pd.concat([then[before.columns], gone], ignore_index=True)
