"""Facts (person × competency) and their sums over the grid, with what must be hidden hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from assessments.domain.levels import PLANNING
from assessments.domain.levels_bulk import Estimates, probabilities
from lms.competencies.domain.gaps import Requirement

from .coverage import Tally
from .disclosure import Hidden, hidden_nodes
from .grid import Group, GroupKind, groups_of, roots_of
from .places import Place, demands_on
from .veil import NOWHERE, shown, veils

CRITICAL = 3
SUMS = ["people", "fte", "assessed_fte", "able_fte", "able", "spread", "met", "gap", "undetermined", "critical_fte"]
MEASURES = {**dict.fromkeys(SUMS, "sum"), "most": "max"}
FACTS = ["person", "path", "post", "fte", "code", "required", "criticality", "pieces", "p", "veil"]


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


def facts(
    places: Sequence[Place],
    demands: Mapping[str, Sequence[Requirement]],
    estimates: pd.DataFrame,
    pieces: Mapping[tuple[int, str], int],
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
    table = pd.DataFrame(rows, columns=FACTS[:7])
    table["pieces"] = [pieces.get(key, 0) for key in zip(table["person"], table["code"], strict=True)]
    table = table.merge(estimates[estimates["is_assessed"]], on=["person", "code"], how="left")
    table["p"] = probabilities(
        table["mean"].to_numpy(float), table["sd"].to_numpy(float), table["required"].to_numpy(float)
    )
    table["veil"] = np.nan
    return table[FACTS]


def estimates_table(estimates: Estimates, code_of: Mapping[int, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "person": estimates.learner,
            "code": pd.Series(estimates.competency).map(code_of).astype(object),
            "mean": estimates.mean,
            "sd": estimates.sd,
            "is_assessed": estimates.is_assessed,
        }
    )


def cells(table: pd.DataFrame, parts: dict[Group, list[Group]]) -> list[Cell]:
    """Every group and competency that is demanded of somebody in it."""
    sums = _sums(table, parts)
    found: list[Cell] = []
    for code, rows in sums.groupby("code", sort=True):
        tallies = {
            group: _tally(row) for group, row in zip(rows["group"], rows[list(MEASURES)].to_numpy(float), strict=True)
        }
        critical = dict(zip(rows["group"], rows["critical_fte"] * 2 >= rows["fte"], strict=True))
        hidden = _hidden(parts, tallies)
        for group, counted in tallies.items():
            hides, reason = hidden.get(group, (Hides.NOTHING, None))
            found.append(Cell(group, str(code), counted, bool(critical[group]), hides, reason))
    return found


def veil_facts(table: pd.DataFrame, before: pd.DataFrame, parts: dict[Group, list[Group]]) -> pd.DataFrame:
    """The facts with what is counted in place of `p` where all of a rest are alike."""
    rests = _rests(table, parts)
    numbers = {group: number for number, group in enumerate(parts)}
    rest = np.array(
        [
            numbers[rests[key]] if key in rests else NOWHERE
            for key in zip(table["path"], table["post"], table["code"], strict=True)
        ]
    )
    then = {tuple(row[:-2]): row[-1] for row in before[[*FACTS[:-2], "p", "veil"]].itertuples(index=False, name=None)}
    keys = list(table[FACTS[:-2]].itertuples(index=False, name=None))
    is_news = np.array([key not in then for key in keys], dtype=bool)
    carried = np.array([then.get(key, np.nan) for key in keys], dtype=float)
    veil = np.full(len(table), np.nan)
    for code in table["code"].unique():
        here = (table["code"] == code).to_numpy()
        veil[here] = veils(
            table["p"].to_numpy(float)[here],
            table["fte"].to_numpy(float)[here],
            rest[here],
            is_news=is_news[here],
            before=carried[here],
        )
    return table.assign(veil=veil)


def _rests(table: pd.DataFrame, parts: dict[Group, list[Group]]) -> dict[tuple[str, str, str], Group]:
    """(path, post, competency) → the smallest group whose results are shown around them."""
    found: dict[tuple[str, str, str], Group] = {}
    for code, rows in _sums(table.assign(veil=np.nan), parts).groupby("code", sort=True):
        tallies = {
            group: _tally(row) for group, row in zip(rows["group"], rows[list(MEASURES)].to_numpy(float), strict=True)
        }
        hidden = _hidden(parts, tallies)
        for path, post in set(zip(table["path"], table["post"], strict=True)):
            shown_groups = (g for g in groups_of(path, post, parts) if g in tallies and tallies[g].assessed)
            around = next((g for g in shown_groups if g not in hidden), None)
            if around is not None:
                found[path, post, str(code)] = around
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


def _sums(table: pd.DataFrame, parts: dict[Group, list[Group]]) -> pd.DataFrame:
    leaves = _measures(table).groupby(["path", "post", "code"], sort=False).agg(MEASURES).reset_index()
    pairs = leaves[["path", "post"]].drop_duplicates()
    membership = pd.DataFrame(
        [(path, post, group) for path, post in pairs.itertuples(index=False) for group in groups_of(path, post, parts)],
        columns=["path", "post", "group"],
    )
    counted = leaves.merge(membership, on=["path", "post"])
    return counted.groupby(["group", "code"], sort=False).agg(MEASURES).reset_index()


def _measures(table: pd.DataFrame) -> pd.DataFrame:
    p, fte = shown(table["p"].to_numpy(float), table["veil"].to_numpy(float)), table["fte"].to_numpy(float)
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
