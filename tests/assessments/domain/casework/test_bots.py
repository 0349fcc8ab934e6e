"""Playing without thought does not pay, and every rule can be both kept and broken."""

from __future__ import annotations

from collections import defaultdict
from random import Random
from statistics import mean

import pytest

from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.scoring import Outcome, Score, score
from tests.assessments.domain.casework.desk import random_run

RUNS = 60  # of each variant
LENGTH = 25
RANDOM_MEAN = 30  # points of 100


@pytest.fixture(scope="module")
def random_scores(sim_1: Scenario) -> dict[str, list[Score]]:
    return {
        variant: [score(sim_1, variant, random_run(sim_1, variant, Random(seed), LENGTH)[0]) for seed in range(RUNS)]
        for variant in sim_1.cases
    }


def test_random_play_scores_little_and_does_not_pass(sim_1: Scenario, random_scores: dict[str, list[Score]]) -> None:
    totals = [result.total for results in random_scores.values() for result in results]
    assert mean(totals) <= RANDOM_MEAN
    assert max(totals) < sim_1.pass_mark


def test_doing_nothing_earns_nothing(sim_1: Scenario) -> None:
    assert all(score(sim_1, variant, [{"type": "finish"}]).total == 0 for variant in sim_1.cases)


def test_every_rule_has_a_run_that_keeps_it_and_one_that_breaks_it(
    sim_1: Scenario, random_scores: dict[str, list[Score]]
) -> None:
    for variant, case in sim_1.cases.items():
        seen: dict[str, set[Outcome]] = defaultdict(set)
        goldens = [score(sim_1, variant, golden.play) for golden in case.goldens.values()]
        silence = score(sim_1, variant, [{"type": "wait", "until": "next_day"}] * 6)
        for result in [*goldens, silence, *random_scores[variant]]:
            for rule in result.rules:
                seen[rule.rule.id].add(rule.outcome)
        for rule_id, outcomes in seen.items():
            assert {Outcome.GOOD, Outcome.BAD} <= outcomes, (variant, rule_id)
