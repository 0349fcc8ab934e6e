"""The frontier against every portfolio there is, tried one by one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations, product

import pytest

from assessments.domain.casework.arithmetic import Table
from assessments.domain.portfolio import Limit, NothingFits, Problem, frontier, frontiers, read_problem

NAMES = tuple("abcdefghij")
GOOD = dict(zip(NAMES, (4, 2, 2, 2, 4, 3, 5, 1, 1, 2), strict=True))
SAFE = dict(zip(NAMES, (0, 0, 5, 3, 1, 0, 0, 2, 3, 0), strict=True))
COST = dict(zip(NAMES, (4, 5, 3, 5, 6, 5, 7, 3, 8, 5), strict=True))
LEANING = Limit({"e": 1, "d": -1}, most=0)


def problem(*limits: Limit) -> Problem:
    return Problem(NAMES, {"good": GOOD, "safe": SAFE}, (Limit(COST, most=30), *limits))


def keeps(limit: Limit, portfolio: tuple[str, ...]) -> bool:
    return limit.least <= sum(limit.amounts.get(name, 0) for name in portfolio) <= limit.most


def best_of_all(given: Problem, weights: Mapping[str, int]) -> int:
    every = chain.from_iterable(combinations(given.proposals, size) for size in range(len(given.proposals) + 1))
    return max(given.value(one, weights) for one in every if all(keeps(limit, one) for limit in given.limits))


@pytest.mark.parametrize(("good", "safe"), [*product((1, 2, 3), repeat=2), (0, 1)])
def test_nothing_among_all_portfolios_beats_the_frontier(good: int, safe: int) -> None:
    given = problem(LEANING, Limit(SAFE, least=6), Limit({"j": 1}, least=1))
    weights = {"good": good, "safe": safe}
    best = frontier(given, weights)
    assert best.value == best_of_all(given, weights) == given.value(best.portfolio, weights)
    assert all(keeps(limit, tuple(best.portfolio)) for limit in given.limits)


def test_what_leans_on_another_proposal_brings_it_along_or_stays_out() -> None:
    weights = {"good": 1, "safe": 0}
    dear = Limit({"d": 100}, most=0)
    assert "e" in frontier(problem(), weights).portfolio
    assert {"d", "e"} <= frontier(problem(LEANING, Limit({"e": 1}, least=1)), weights).portfolio
    assert "e" not in frontier(problem(LEANING, dear), weights).portfolio


def test_a_tighter_limit_never_raises_the_frontier() -> None:
    weights = {"good": 2, "safe": 1}
    values = [frontier(problem(Limit(COST, most=money)), weights).value for money in (30, 25, 20, 10, 0)]
    assert values == sorted(values, reverse=True) and values[-1] == 0


def test_limits_that_contradict_each_other_are_told() -> None:
    with pytest.raises(NothingFits):
        frontier(problem(Limit({"a": 1}, least=1), Limit({"a": 1}, most=0)), {"good": 1, "safe": 1})


def words(**rows: int) -> Table:
    return Table(1, rows)


TABLES = {
    "weight": words(high=2, low=1),
    "points_good": words(a=3, b=1),
    "points_safe": words(b=4),
    "cost": words(a=2, b=2),
    "duty": words(a=1),
    "most": words(cost=3),
    "most_later": words(cost=4),
    "least": words(duty=0),
}


def test_the_tables_of_a_case_make_a_problem_and_its_frontiers() -> None:
    assert read_problem(TABLES, most="most").proposals == ("a", "b")
    assert frontiers(TABLES) == {
        "frontier": {"high": {"high": 10, "low": 6}, "low": {"high": 9, "low": 5}},
        "frontier_later": {"high": {"high": 16, "low": 12}, "low": {"high": 12, "low": 8}},
    }


def test_a_duty_holds_whatever_the_weights_say() -> None:
    tied = {**TABLES, "least": words(duty=1)}
    assert frontiers(tied)["frontier"] == {"high": {"high": 6, "low": 6}, "low": {"high": 3, "low": 3}}
