"""The facts of now and of then row by row, with those who are gone: what measures are given (`registry`)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..facts import NO_MONTH, WHOLE_TIME, Facts, Leaf, places_in

KNOWN = ("mean", "sd", "age_months")
WHOLE = ("required", "criticality", "pieces", "level")


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    now: pd.DataFrame
    before: pd.DataFrame | None
    leaf: NDArray[np.int32]  # where each row counts


def beside(code: str, now: Facts, before: Facts, *, leaves: list[Leaf]) -> Beside:
    if not len(before):
        return Beside(frame_of(code, now, leaves).assign(is_gone=False), None, now.leaf)
    then = places_in(before.person, now.person)
    here = places_in(now.person, before.person)
    is_gone = here < 0
    still = np.flatnonzero(~is_gone)
    is_gone[still] = now.leaf[here[still]] != before.leaf[still]
    gone = np.flatnonzero(is_gone)
    whole = frame_of(code, before, leaves)
    rows = pd.concat(
        [frame_of(code, now, leaves).assign(is_gone=False), _departed(whole.iloc[gone])], ignore_index=True
    )
    places = np.concatenate([then, gone])
    earlier = _taken(whole, places).assign(person=rows["person"], code=rows["code"])
    return Beside(rows, earlier, np.concatenate([now.leaf, before.leaf[gone]]))


def frame_of(code: str, facts: Facts, leaves: list[Leaf]) -> pd.DataFrame:
    """As a table with the columns of `cube.FACTS`."""
    paths, posts = np.empty(len(leaves), dtype=object), np.empty(len(leaves), dtype=object)
    for number, (path, post) in enumerate(leaves):
        paths[number], posts[number] = path, post
    columns: dict[str, object] = {
        "person": facts.person,
        "path": pd.Series(paths[facts.leaf], dtype=object),
        "post": pd.Series(posts[facts.leaf], dtype=object),
        "fte": facts.hundredths / WHOLE_TIME,
        "code": pd.Series(np.full(len(facts), code, dtype=object), dtype=object),
        **{name: getattr(facts, name).astype(np.int64) for name in WHOLE[:3]},
        "p": facts.p,
        "mean": facts.mean.astype(float),
        "sd": facts.sd.astype(float),
        "level": facts.level.astype(np.int64),
        "age_months": facts.age_months.astype(float),
        "recheck_months": np.where(facts.recheck_months == NO_MONTH, np.nan, facts.recheck_months),
    }
    return pd.DataFrame(columns)


def _departed(rows: pd.DataFrame) -> pd.DataFrame:
    """Place, person and code stay; nothing else of them is there any more."""
    unknown = dict.fromkeys((*KNOWN, "p", "recheck_months"), np.nan)
    return rows.assign(fte=0.0, **dict.fromkeys(WHOLE, 0), **unknown, is_gone=True)


def _taken(table: pd.DataFrame, places: NDArray[np.int64]) -> pd.DataFrame:
    """Rows by place; NaN where there is none (-1)."""
    is_there = places >= 0
    columns = {}
    for name in table.columns:
        values = table[name].to_numpy()
        kind = object if values.dtype == object else float
        taken = values[places].astype(kind)
        taken[~is_there] = np.nan
        columns[name] = pd.Series(taken, dtype=kind)
    return pd.DataFrame(columns)
