"""Why coverage differs from the snapshot compared with: learning, coming and going, ageing, changed demands."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from ..causes import Cause, Numbers, Side, effects
from ..change_guard import WITHHELD, guard_parts
from ..decomposition import TOLD, Decomposition, Ends, Share, decompose
from ..layout import Layout
from ..whereabouts import NOWHERE

NAME = "change"
ASPECTS = ("able", "time", "concerns", "spread")
# Names that are asked for in every group, put together once.
KEYS = {cause: tuple(f"{cause}.{aspect}" for aspect in ASPECTS) for cause in Cause}
MARKS = {cause: f"{WITHHELD}{cause}" for cause in TOLD}
ENDS = [end.name for end in fields(Ends)]
NO_CHANGE = f"{WITHHELD}everything"


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    """What each cause did to the able and the assessed working time, and both ends."""
    if before is None:
        return {}
    is_gone = now["is_gone"].to_numpy(bool)
    was_here = is_gone | _is_where_it_was(now, before)
    new, old = _side(now, ~is_gone), _side(before, was_here)
    then, here = now["leaf_then"].to_numpy(int), now["leaf_now"].to_numpy(int)
    stays = (then != NOWHERE) & (here != NOWHERE)
    # Facts of one person may be released at different times: the same fact at two places is a move in any case.
    elsewhere = (then != here) | now["person"].duplicated(keep=False).to_numpy(bool)
    moved = stays & elsewhere & (new.is_here ^ old.is_here)
    found = effects(new, old, stranger=~is_gone & ~was_here & ~stays, leaver=is_gone & ~stays, moved=moved)
    parts = {f"{cause}.{name}": getattr(effect, name) for cause, effect in found.items() for name in ASPECTS}
    return {
        **parts,
        "able_before": old.able,
        "time_before": old.time,
        "able_now": new.able,
        "time_now": new.time,
        "spread_before": old.spread,
        "spread_now": new.spread,
        "people_before": old.is_here.astype(float),
        "assessed_before": old.is_assessed.astype(float),
        "assessed_now": new.is_assessed.astype(float),
    }


def guard(layout: Layout, sums: Mapping[str, Numbers], hides: NDArray[np.int8]) -> dict[str, Numbers]:
    return guard_parts(layout, sums, hides) if sums else {}


def publish(sums: Mapping[str, Numbers]) -> list[dict[str, Any]]:
    """Both ends in per cent; [points, larger than its interval] of each part told; what is left as `rest`.

    Nothing where either end is unknown.
    """
    known = np.flatnonzero((sums["time_before"] > 0) & (sums["time_now"] > 0) & (sums[NO_CHANGE] == 0))
    of = {name: values[known] for name, values in sums.items()}
    shares = {
        cause: Share(of[able], of[time], np.maximum(of[spread], 0.0)) for cause, (able, time, _, spread) in KEYS.items()
    }
    told = {cause: (of[mark] == 0) & (np.rint(of[KEYS[cause][2]]) >= SMALLEST_GROUP) for cause, mark in MARKS.items()}
    made = decompose(Ends(*(np.maximum(of[end], 0.0) for end in ENDS)), shares, told)
    found: list[dict[str, Any]] = [{} for _ in sums[NO_CHANGE]]
    for place, kept in zip(known.tolist(), _in_figures(made), strict=True):
        found[place] = kept
    return found


def _in_figures(made: Decomposition) -> Iterator[dict[str, Any]]:
    parts = [
        (cause.value, part.is_told.tolist(), part.points.tolist(), part.is_real.tolist())
        for cause, part in made.parts.items()
    ]
    ends = (made.before.tolist(), made.now.tolist(), made.is_real.tolist(), made.rest.tolist())
    for place, (before, now, is_real, rest) in enumerate(zip(*ends, strict=True)):
        told = {name: [points[place], real[place]] for name, is_told, points, real in parts if is_told[place]}
        yield {"before": before, "now": now, "is_real": is_real, "parts": told, "rest": rest}


def _is_where_it_was(now: pd.DataFrame, before: pd.DataFrame) -> NDArray[np.bool_]:
    same = [now[name].to_numpy(object) == before[name].to_numpy(object) for name in ("path", "post")]
    return np.asarray(same[0] & same[1], dtype=bool)


def _side(facts: pd.DataFrame, counts: NDArray[np.bool_]) -> Side:
    values = {
        name: np.where(counts, facts[name].to_numpy(float), np.nan)
        for name in ("fte", "required", "pieces", "p", "mean", "sd")
    }
    return Side(**values)
