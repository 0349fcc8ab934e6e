"""What a budget can reach at best: the most valuable set of proposals for given weights, within every limit.

The author of a case with a portfolio writes points, costs and limits as tables (casework/arithmetic.py). There is no
right portfolio, but for each way to weigh the criteria there is a best value, the frontier, against which a portfolio
is measured that somebody else put together with those weights. It is found by integer programming, so that no limit
has to be of one kind: whatever can be summed over a portfolio can be limited from above or below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from .casework.arithmetic import Table

Tree: TypeAlias = "int | dict[str, Tree]"
CHOSEN = 0.5  # of a variable that is 0 or 1, give or take a solver's tolerance


class NothingFits(ValueError):
    """The limits contradict each other: no portfolio keeps them all."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`least` ≤ the sum of `amounts` over the portfolio ≤ `most`; what is not named amounts to nothing."""

    amounts: Mapping[str, int]
    most: float = np.inf
    least: float = -np.inf


@dataclass(frozen=True, slots=True)
class Problem:
    """`points` of each proposal, criterion by criterion."""

    proposals: tuple[str, ...]
    points: Mapping[str, Mapping[str, int]]
    limits: tuple[Limit, ...]

    def value(self, portfolio: Iterable[str], weights: Mapping[str, int]) -> int:
        """Weighted points of a portfolio, whether or not it keeps the limits."""
        chosen = [*portfolio]
        return sum(weights[name] * points.get(one, 0) for name, points in self.points.items() for one in chosen)


@dataclass(frozen=True, slots=True)
class Best:
    """The frontier at some weights, and one portfolio that reaches it."""

    value: int
    portfolio: frozenset[str]


def frontier(problem: Problem, weights: Mapping[str, int]) -> Best:
    """Raises `NothingFits` if no portfolio keeps all limits."""
    worth = np.array([problem.value([name], weights) for name in problem.proposals], dtype=float)
    rows = np.array([[limit.amounts.get(name, 0) for name in problem.proposals] for limit in problem.limits])
    found = milp(
        c=-worth,
        constraints=LinearConstraint(
            rows.reshape(len(problem.limits), len(problem.proposals)),
            np.array([limit.least for limit in problem.limits]),
            np.array([limit.most for limit in problem.limits]),
        ),
        integrality=np.ones(len(problem.proposals), dtype=int),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        raise NothingFits
    portfolio = frozenset(name for name, at in zip(problem.proposals, found.x, strict=True) if at > CHOSEN)
    return Best(problem.value(portfolio, weights), portfolio)


POINTS = "points_"  # begins the name of a criterion's table
MOST, LEAST, WEIGHT = "most", "least", "weight"  # tables: limits from above and from below, and what a word weighs
FRONTIER = "frontier"  # the table for `most`; for limits of a later time, `most_later`, it is `frontier_later`


def frontiers(tables: Mapping[str, Table]) -> dict[str, Tree]:
    """Each frontier table that the limits ask for: by one word for each criterion, in the order of their tables."""
    levels = _rows(tables[WEIGHT])
    return {
        FRONTIER + name.removeprefix(MOST): _by_words(read_problem(tables, most=name), levels, {})
        for name in tables
        if name.startswith(MOST)
    }


def read_problem(tables: Mapping[str, Table], *, most: str) -> Problem:
    """Each row of the tables of limits names another table, whose sum over a portfolio it limits.

    What a `points_…` table gives a row is a proposal.
    """
    points = {name.removeprefix(POINTS): _rows(table) for name, table in tables.items() if name.startswith(POINTS)}
    limits = [Limit(_rows(tables[name]), most=amount) for name, amount in _rows(tables[most]).items()]
    limits += [Limit(_rows(tables[name]), least=amount) for name, amount in _rows(tables[LEAST]).items()]
    proposals = dict.fromkeys(name for rows in points.values() for name in rows)
    return Problem(tuple(proposals), points, tuple(limits))


def _rows(table: Table) -> dict[str, int]:
    return {word: leaf for word, leaf in table.by_word.items() if isinstance(leaf, int)}


def _by_words(problem: Problem, levels: Mapping[str, int], weights: Mapping[str, int]) -> Tree:
    """One axis for each criterion that has no weight yet."""
    ahead = next((name for name in problem.points if name not in weights), None)
    if ahead is None:
        return frontier(problem, weights).value
    return {word: _by_words(problem, levels, {**weights, ahead: weight}) for word, weight in levels.items()}
