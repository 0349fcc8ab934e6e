"""Facts (person × competency) and their sums over the grid, with what must be hidden hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from assessments.domain.levels import PLANNING
from assessments.domain.levels_bulk import _IS_DIRECT as IS_DIRECT
from assessments.domain.levels_bulk import Pieces, estimate_levels, probabilities
from assessments.domain.recheck_bulk import months_until_recheck
from lms.competencies.domain.gaps import Requirement

from .coverage import Tally
from .disclosure import Hidden, hidden_nodes
from .grid import Group, GroupKind, groups_of, roots_of
from .measures.beside import beside
from .measures.registry import columns_of_all, publish_all
from .places import Place, demands_on

CRITICAL = 3
SUMS = ["people", "fte", "assessed_fte", "able_fte", "able", "spread", "met", "gap", "undetermined", "critical_fte"]
MEASURES = {**dict.fromkeys(SUMS, "sum"), "most": "max"}
SUBSTANCE = ["person", "path", "post", "fte", "code", "required", "criticality", "pieces"]
# `p` that the demand is met, NaN where nothing direct is shown; `mean` and `sd` NaN without any evidence; the verified
# level, 0 also where nothing is shown; age of the newest direct evidence; months until somebody who meets the demand
# falls below the certainty that planning asks for if nothing new comes, NaN unless met.
FACTS = [*SUBSTANCE, "p", "mean", "sd", "level", "age_months", "recheck_months"]


class Hides(StrEnum):
    NOTHING = ""
    RESULTS = "results"  # how many people and how many assessed is shown, what they can do is not
    EVERYTHING = "everything"


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


def facts(
    places: Sequence[Place], demands: Mapping[str, Sequence[Requirement]], evidence: Pieces, code_of: Mapping[int, str]
) -> pd.DataFrame:
    """One row a person and demanded competency; `p` is NaN where nothing direct is shown.

    `pieces` counts the evidence behind each estimate: it tells news from evidence that merely grows older.
    """
    wanted = {posts: list(demands_on(posts, demands).values()) for posts in {place.posts for place in places}}
    rows = [
        (place.person, place.path, place.post, place.fte, one.competency, one.level, one.criticality)
        for place in places
        for one in wanted[place.posts]
    ]
    table = pd.DataFrame(rows, columns=SUBSTANCE[:-1])
    found = _estimates(evidence, table, code_of)
    table = table.merge(found, on=["person", "code"], how="left")
    table["level"] = table["level"].fillna(0).astype(int)
    table["pieces"] = table["pieces"].fillna(0).astype(int)
    return table[FACTS]


def _estimates(evidence: Pieces, demanded: pd.DataFrame, code_of: Mapping[int, str]) -> pd.DataFrame:
    found = estimate_levels(evidence)
    table = pd.DataFrame(
        {
            "person": found.learner,
            "code": pd.Series(found.competency).map(code_of).astype(object),
            "mean": found.mean,
            "sd": found.sd,
            "level": found.verified_level,
        }
    )
    required = table.merge(demanded, on=["person", "code"], how="left")["required"].fillna(0).to_numpy(np.int64)
    p = probabilities(found.mean, found.sd, required)
    table["p"] = np.where(found.is_assessed, p, np.nan)
    table["recheck_months"] = months_until_recheck(evidence, found, required)
    shown = pd.DataFrame(
        {
            "person": evidence.learner,
            "code": pd.Series(evidence.competency).map(code_of).astype(object),
            "age": np.where(IS_DIRECT[evidence.kind], evidence.age_months, np.nan),
        }
    ).groupby(["person", "code"], as_index=False)
    return table.merge(shown.agg(pieces=("code", "size"), age_months=("age", "min")), on=["person", "code"])


def cells(table: pd.DataFrame, parts: dict[Group, list[Group]], compared: pd.DataFrame | None = None) -> list[Cell]:
    """Every group and competency that is demanded of somebody in it; `compared` are the facts of the earlier one."""
    sums = _sums(_measures(table), parts, MEASURES)
    kept = _kept(table, parts, compared)
    found: list[Cell] = []
    for code, rows in sums.groupby("code", sort=True):
        tallies = {
            group: _tally(row) for group, row in zip(rows["group"], rows[list(MEASURES)].to_numpy(float), strict=True)
        }
        critical = dict(zip(rows["group"], rows["critical_fte"] * 2 >= rows["fte"], strict=True))
        hidden = _hidden(parts, tallies)
        for group, counted in tallies.items():
            hides, reason = hidden.get(group, (Hides.NOTHING, None))
            figures = {} if hides else publish_all(kept.get((group, str(code)), {}))
            found.append(Cell(group, str(code), counted, bool(critical[group]), hides, reason, figures))
    return found


def headcounts(places: Iterable[Place], parts: dict[Group, list[Group]]) -> dict[Group, int]:
    counts = dict.fromkeys(parts, 0)
    for place in places:
        for group in groups_of(place.path, place.post, parts):
            counts[group] += 1
    return counts


def _hidden(parts: dict[Group, list[Group]], tallies: Mapping[Group, Tally]) -> dict[Group, tuple[Hides, Hidden]]:
    nobody = Tally()
    people = {group: tallies.get(group, nobody).people for group in parts}
    assessed = {group: tallies.get(group, nobody).assessed for group in parts}
    return hidden_groups(parts, people, assessed)


def hidden_groups(
    parts: dict[Group, list[Group]], people: Mapping[Group, int], assessed: Mapping[Group, int]
) -> dict[Group, tuple[Hides, Hidden]]:
    """First by how many people there are; of the rest, results also by how many of them are assessed."""
    within_a_unit = {group for group in parts if group.kind is not GroupKind.SUBTREE}
    found: dict[Group, tuple[Hides, Hidden]] = {}
    for root in roots_of(parts):
        counts = hidden_nodes(parts, people, root, lesser=within_a_unit)
        results = hidden_nodes(parts, assessed, root, already=counts.keys(), lesser=within_a_unit)
        found |= {group: (Hides.RESULTS, reason) for group, reason in results.items()}
        found |= {group: (Hides.EVERYTHING, reason) for group, reason in counts.items()}
    return found


def _kept(
    table: pd.DataFrame, parts: dict[Group, list[Group]], compared: pd.DataFrame | None
) -> dict[tuple[Group, str], dict[str, float]]:
    now, before = beside(table, compared)
    added = columns_of_all(now, before)
    sums = _sums(now[["path", "post", "code"]].assign(**added), parts, dict.fromkeys(added, "sum"))
    rows = sums[list(added)].to_numpy(float).tolist()
    return {
        (group, str(code)): dict(zip(added, row, strict=True))
        for group, code, row in zip(sums["group"], sums["code"], rows, strict=True)
    }


def _sums(table: pd.DataFrame, parts: dict[Group, list[Group]], how: Mapping[str, str]) -> pd.DataFrame:
    leaves = table.groupby(["path", "post", "code"], sort=False).agg(how).reset_index()
    pairs = leaves[["path", "post"]].drop_duplicates()
    membership = pd.DataFrame(
        [(path, post, group) for path, post in pairs.itertuples(index=False) for group in groups_of(path, post, parts)],
        columns=["path", "post", "group"],
    )
    counted = leaves.merge(membership, on=["path", "post"])
    return counted.groupby(["group", "code"], sort=False).agg(how).reset_index()


def _measures(table: pd.DataFrame) -> pd.DataFrame:
    p, fte = table["p"].to_numpy(float), table["fte"].to_numpy(float)
    is_assessed = ~np.isnan(p)
    known = np.where(is_assessed, p, 0.0)
    met, gap = is_assessed & (p >= PLANNING), is_assessed & (p <= 1 - PLANNING)
    return table[["path", "post", "code", "fte"]].assign(
        people=1,
        assessed_fte=fte * is_assessed,
        able_fte=fte * known,
        able=known,
        most=fte * known,
        spread=fte**2 * known * (1 - known),
        met=met.astype(int),
        gap=gap.astype(int),
        undetermined=(is_assessed & ~met & ~gap).astype(int),
        critical_fte=fte * (table["criticality"].to_numpy(int) == CRITICAL),
    )


def _tally(row: np.ndarray) -> Tally:
    values = dict(zip(MEASURES, row.tolist(), strict=True))
    return Tally(
        people=round(values["people"]),
        fte=values["fte"],
        assessed_fte=values["assessed_fte"],
        able_fte=values["able_fte"],
        able=values["able"],
        most=values["most"],
        spread=values["spread"],
        met=round(values["met"]),
        gap=round(values["gap"]),
        undetermined=round(values["undetermined"]),
    )
