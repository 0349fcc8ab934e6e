"""The facts of one competency, summed over the grid, with what must be hidden hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

from .coverage import Tally
from .disclosure import REASONS, Hidden
from .facts import WHOLE_TIME, Facts
from .grid import Group
from .layout import EVERYTHING, RESULTS, Layout
from .measures.beside import beside
from .measures.registry import columns_of_all, guard_all, publish_all
from .staying import Staying
from .whereabouts import Whereabouts

CRITICAL = 3
SUBSTANCE = ["person", "path", "post", "fte", "code", "required", "criticality", "pieces"]
# `p` that the demand is met, NaN where nothing direct is shown; `mean` and `sd` NaN without any evidence; the verified
# level, 0 also where nothing is shown; age of the newest direct evidence; months until somebody who meets the demand
# falls below the certainty that planning asks for if nothing new comes, NaN unless met.
FACTS = [*SUBSTANCE, "p", "mean", "sd", "level", "age_months", "recheck_months"]


class Hides(StrEnum):
    NOTHING = ""
    RESULTS = "results"  # how many people and how many assessed is shown, what they can do is not
    EVERYTHING = "everything"


HIDES = {RESULTS: Hides.RESULTS, EVERYTHING: Hides.EVERYTHING}


@dataclass(frozen=True, slots=True)
class Cell:
    """One group and competency; `tally` holds everything, `hides` says what of it may be kept."""

    group: Group
    code: str
    tally: Tally
    is_critical: bool  # for at least half of the working time in the group
    hides: Hides
    reason: Hidden | None
    figures: Mapping[str, Any]  # of the measures; empty unless nothing is hidden


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What measures are told besides the facts; without it they say as much as the facts do."""

    moves: tuple[Whereabouts, Whereabouts] | None = None  # where everybody counted in the earlier one, and counts now
    staying: Staying | None = None


ALONE = Circumstances()


def cells(
    code: str, facts: Facts, layout: Layout, *, compared: Facts, circumstances: Circumstances = ALONE
) -> Iterator[Cell]:
    """Every group in which the competency is demanded of somebody; `compared` are the facts of the earlier one."""
    if not len(facts):
        return
    sums, most = _sums(facts, layout)
    hides, reasons = layout.hidden(*layout.people(facts))
    now, before, leaf = _rows(code, facts, layout, compared=compared, circumstances=circumstances)
    kept = _kept(columns_of_all(now, before), leaf, layout, np.where(sums["people"] > 0, hides, EVERYTHING))
    for place in np.flatnonzero(sums["people"] > 0).tolist():
        group = layout.tree.nodes[place]
        what = HIDES.get(int(hides[place]), Hides.NOTHING)
        yield Cell(
            group=group,
            code=code,
            tally=_tally(sums, most, place),
            is_critical=bool(sums["critical_fte"][place] * 2 >= sums["fte"][place]),
            hides=what,
            reason=REASONS.get(int(reasons[place])),
            figures={} if what else kept[group],
        )


def _rows(
    code: str, facts: Facts, layout: Layout, *, compared: Facts, circumstances: Circumstances
) -> tuple[pd.DataFrame, pd.DataFrame | None, NDArray[np.int32]]:
    """What measures are given."""
    rows = beside(code, facts, compared, leaves=layout.leaves)
    then, here = circumstances.moves or (Whereabouts.of(compared), Whereabouts.of(facts))
    person = rows.now["person"].to_numpy(np.int64)
    now = rows.now.assign(leaf_then=then.leaves(person), leaf_now=here.leaves(person))
    return circumstances.staying.beside(now) if circumstances.staying else now, rows.before, rows.leaf


def _kept(
    added: Mapping[str, NDArray[np.float64]], leaf: NDArray[np.int32], layout: Layout, hides: NDArray[np.int8]
) -> dict[Group, Mapping[str, Any]]:
    """The figures of every measure, by group that hides nothing; a group of nobody has none."""
    sums = dict(zip(added, layout.totals(leaf, added.values()).T, strict=True))
    sums |= guard_all(layout, sums, hides)
    shown = np.flatnonzero(hides == 0)
    figures = publish_all({name: values[shown] for name, values in sums.items()})
    return {layout.tree.nodes[place]: one for place, one in zip(shown.tolist(), figures, strict=True)}


def _sums(facts: Facts, layout: Layout) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.float64]]:
    """By group; working time is summed in hundredths, so that half of it is exactly half."""
    columns, able_fte = _columns(facts)
    totals = layout.totals(facts.leaf, columns.values())
    sums = dict(zip(columns, totals.T, strict=True))
    most = np.zeros(len(layout.node))
    np.maximum.at(most, facts.leaf, able_fte)
    return sums, layout.tree.largest(layout.most_at_nodes(most))


def _columns(facts: Facts) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.float64]]:
    p, fte = facts.p, facts.hundredths / WHOLE_TIME
    is_assessed = facts.is_assessed
    known = np.where(is_assessed, p, 0.0)
    met, gap = is_assessed & (known >= PLANNING), is_assessed & (known <= 1 - PLANNING)
    columns = {
        "people": np.ones(len(facts)),
        "fte": facts.hundredths.astype(float),
        "assessed_fte": facts.hundredths * is_assessed.astype(float),
        "able_fte": fte * known,
        "able": known,
        "spread": fte**2 * known * (1 - known),
        "met": met.astype(float),
        "gap": gap.astype(float),
        "undetermined": (is_assessed & ~met & ~gap).astype(float),
        "critical_fte": facts.hundredths * (facts.criticality == CRITICAL).astype(float),
    }
    return columns, columns["able_fte"]


def _tally(sums: Mapping[str, NDArray[np.float64]], most: NDArray[np.float64], place: int) -> Tally:
    return Tally(
        people=round(sums["people"][place]),
        fte=float(sums["fte"][place]) / WHOLE_TIME,
        assessed_fte=float(sums["assessed_fte"][place]) / WHOLE_TIME,
        able_fte=float(sums["able_fte"][place]),
        able=float(sums["able"][place]),
        most=float(most[place]),
        spread=float(sums["spread"][place]),
        met=round(sums["met"][place]),
        gap=round(sums["gap"][place]),
        undetermined=round(sums["undetermined"][place]),
    )
