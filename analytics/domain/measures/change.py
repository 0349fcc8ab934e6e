"""Why coverage differs from the snapshot compared with: learning, coming and going, ageing, changed demands."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..causes import Cause, Side, effects
from ..change_guard import WITHHELD, guard_parts
from ..decomposition import Ends, Share, decompose
from ..grid import Group

NAME = "change"
PLACE = ["person", "path", "post"]
ASPECTS = ("able", "time", "concerns", "spread")


def columns(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    """What each cause did to the able and the assessed working time, and both ends."""
    if before is None:
        return {}
    is_gone = now["is_gone"].to_numpy(bool)
    here = ~is_gone
    was_here = _is_where_it_was(now, before) | is_gone
    new, old = _side(now, here), _side(before, was_here)
    stays = now["person"].isin(_counted(now[here]) & _counted(before)).to_numpy(bool)
    moved = _moved(now, before, stays & (new.is_here ^ old.is_here))
    found = effects(new, old, stranger=here & ~was_here & ~stays, leaver=is_gone & ~stays, moved=moved)
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
    }


def guard(
    parts: dict[Group, list[Group]], sums: Mapping[Group, Mapping[str, float]], hidden: frozenset[Group]
) -> dict[Group, dict[str, float]]:
    return guard_parts(parts, sums, hidden)


def publish(sums: Mapping[str, float]) -> dict[str, Any]:
    """Both ends in per cent; [points, larger than its interval] of each part told; what is left as `rest`."""
    if not sums.get("time_before") or f"{WITHHELD}everything" in sums:
        return {}
    shares = {
        cause: Share(
            able=sums[f"{cause}.able"],
            time=sums[f"{cause}.time"],
            concerns=round(sums[f"{cause}.concerns"]),
            spread=max(0.0, sums[f"{cause}.spread"]),
        )
        for cause in Cause
    }
    ends = Ends(**{end.name: max(0.0, sums[end.name]) for end in fields(Ends)})
    withheld = {cause for cause in Cause if f"{WITHHELD}{cause}" in sums}
    made = decompose(ends, shares, withheld=withheld)
    if made is None:
        return {}
    told = {cause.value: [part.points, part.is_real] for cause, part in made.parts.items()}
    return {"before": made.before, "now": made.now, "is_real": made.is_real, "parts": told, "rest": made.rest}


def _is_where_it_was(now: pd.DataFrame, before: pd.DataFrame) -> NDArray[np.bool_]:
    same = [now[name].to_numpy(object) == before[name].to_numpy(object) for name in ("path", "post")]
    return np.asarray(same[0] & same[1], dtype=bool)


def _counted(facts: pd.DataFrame) -> set[int]:
    return set(facts.loc[facts["fte"].notna(), "person"])


def _moved(now: pd.DataFrame, before: pd.DataFrame, one_sided: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of facts without a past or without a present: those of people who count elsewhere, then or now.

    Who counts at the same place in both releases has met another demand. Facts of one person may be released at
    different times, so the same fact at two places decides first.
    """
    twice = now.duplicated(["person", "code"], keep=False).to_numpy(bool)
    concerned = now["person"].isin(now.loc[one_sided, "person"]).to_numpy(bool)
    here = concerned & ~now["is_gone"].to_numpy(bool)
    there = concerned & before["fte"].notna().to_numpy(bool)
    at = pd.MultiIndex.from_frame(now.loc[one_sided, PLACE])
    now_at = pd.MultiIndex.from_frame(now.loc[here, PLACE].drop_duplicates())
    then_at = pd.MultiIndex.from_frame(before.loc[there, PLACE].drop_duplicates())
    found = np.zeros(len(now), dtype=bool)
    found[one_sided] = twice[one_sided] | ~(at.isin(now_at) & at.isin(then_at))
    return found


def _side(facts: pd.DataFrame, counts: NDArray[np.bool_]) -> Side:
    values = {
        name: np.where(counts, facts[name].to_numpy(float), np.nan)
        for name in ("fte", "required", "pieces", "p", "mean", "sd")
    }
    return Side(**values)
