"""What holds for every shipped case, whatever is done at its desk."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.case_proof.bots import random_log
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.offers import offers
from assessments.domain.casework.reducer import replay, states
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.scoring import score, score_state
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.desk import SHIPPED, read_folder

each_scenario = pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
seeds = st.integers(0, 2**32)
LENGTH = 40


@cache
def shipped(folder: Path) -> Scenario:
    return load_scenario(read_folder(folder))


def played(folder: Path, seed: int) -> tuple[Scenario, str, list[dict[str, Any]]]:
    """A run of acts that the desk offers, in some variant."""
    scenario, rng = shipped(folder), Random(seed)
    variant = rng.choice(sorted(scenario.cases))
    return scenario, variant, [dict(act) for act in random_log(scenario.case(variant), rng, length=LENGTH)]


@each_scenario
@given(seed=seeds)
@settings(max_examples=8, deadline=None)
def test_no_run_of_offered_acts_is_refused_and_scores_stay_within_bounds(folder: Path, seed: int) -> None:
    scenario, variant, log = played(folder, seed)
    passed = list(states(scenario.case(variant), log))
    assert len(passed) == len(log) + 1
    assert all(earlier.minute <= later.minute and earlier.steps < later.steps for earlier, later in pairwise(passed))
    for state in passed:
        result = score_state(scenario, variant, state)
        assert 0 <= result.total <= 100
        assert all(0 <= one.earned <= one.rule.points for one in result.rules)


@each_scenario
@given(seed=seeds)
@settings(max_examples=8, deadline=None)
def test_a_log_kept_as_json_gives_the_same_run(folder: Path, seed: int) -> None:
    scenario, variant, log = played(folder, seed)
    kept = json.loads(json.dumps(log))
    again = load_scenario(json.loads(json.dumps(read_folder(folder))))
    assert replay(scenario, variant, kept) == replay(scenario, variant, log) == replay(again, variant, log)
    assert score(again, variant, kept).total == score(scenario, variant, log).total


@each_scenario
@given(seed=seeds)
@settings(max_examples=4, deadline=None)
def test_the_view_shows_what_is_offered_and_players_see_no_more(folder: Path, seed: int) -> None:
    scenario, variant, log = played(folder, seed)
    case = scenario.case(variant)
    for state in states(case, log):
        shown, offered = view(scenario, variant, state, "en"), offers(case, state)
        assert ids(shown["documents"]) == [one.id for one in offered.documents]
        assert ids(shown["tools"]) == [one.id for one in offered.tools]
        assert ids(shown["actions"]) == [one.id for one in offered.deeds]
        assert [one["id"] for one in shown["forms"] if one["enabled"]] == [
            one.id for one in offered.forms if state.ending is None
        ]
        assert shown["waits"] == [*offered.waits]
        assert all(ids(one["sources"]) == [*offered.sources] for one in shown["checklists"])


def ids(shown: Any) -> list[str]:
    return [one["id"] for one in shown]
