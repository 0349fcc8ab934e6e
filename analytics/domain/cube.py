"""The facts of one competency, summed over the grid, with what must be hidden hidden."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

from .coverage import Tally
from .disclosure import REASONS, Hidden
from .facts import WHOLE_TIME, Facts
from .grid import Group
from .layout import EVERYTHING, RESULTS, Layout
from .measures.beside import Beside, beside
from .measures.registry import columns_of_all, publish_all
from .staying import Staying

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


def cells(code: str, facts: Facts, layout: Layout, *, compared: Facts, staying: Staying) -> Iterator[Cell]:
    """Every group in which the competency is demanded of somebody; `compared` are the facts of the earlier one."""
    if not len(facts):
        return
    sums, most = _sums(facts, layout)
    kept = _kept(beside(code, facts, compared, leaves=layout.leaves), layout, staying)
    hides, reasons = layout.hidden(*layout.people(facts))
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
            figures={} if what else publish_all(kept.get(group, {})),
        )


def _kept(rows: Beside, layout: Layout, staying: Staying) -> dict[Group, dict[str, float]]:
    """The sums of every measure, by group."""
    added = columns_of_all(staying.beside(rows.now), rows.before)
    totals = layout.totals(rows.leaf, added.values())
    found = zip(layout.tree.nodes, totals.tolist(), strict=True)
    return {group: dict(zip(added, row, strict=True)) for group, row in found if any(row)}


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
