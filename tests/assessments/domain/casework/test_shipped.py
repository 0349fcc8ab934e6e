"""Whatever scenario ships: scripted runs land where their author says, and playing without thought does not pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

import pytest

from assessments.domain.case_proof.bots import random_log, silent_log
from assessments.domain.case_proof.goldens import MOST_VARIANT_SPREAD, SHARE_OF_LIMIT
from assessments.domain.case_proof.players import HIGHEST_RANDOM_MEAN
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.scoring import FEWEST_OPPORTUNITIES, Outcome, Score, score
from tests.assessments.domain.casework.desk import ROOT, SHIPPED, read_folder

LESSONS = ROOT / "courses" / "starter" / "lessons"
LOCALES = {"en", "zh-hant", "zh-hans"}
RUNS, LENGTH = 60, 25  # of each variant

each_scenario = pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)


@cache
def shipped(folder: Path) -> Scenario:
    return load_scenario(read_folder(folder))


@cache
def random_scores(folder: Path, variant: str) -> list[Score]:
    scenario = shipped(folder)
    logs = (random_log(scenario.case(variant), Random(seed), length=LENGTH) for seed in range(RUNS))
    return [score(scenario, variant, log) for log in logs]


@pytest.mark.parametrize(
    ("folder", "variant", "name"),
    [(folder, v, name) for folder in SHIPPED for v, case in shipped(folder).cases.items() for name in case.goldens],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_a_golden_reaches_the_score_its_author_expects(folder: Path, variant: str, name: str) -> None:
    golden = shipped(folder).cases[variant].goldens[name]
    result = score(shipped(folder), variant, golden.play)
    assert golden.lowest <= result.total <= golden.highest
    assert name != "expert" or result.worst_breach is None
    assert golden.breach is None or result.worst_breach is golden.breach


@each_scenario
def test_every_variant_carries_the_expert_and_the_players_that_fail(folder: Path) -> None:
    for case in shipped(folder).cases.values():
        assert {"expert", "rubber_stamp", "do_everything"} <= set(case.goldens)
        assert sum(name.startswith("lazy") for name in case.goldens) == 1


@each_scenario
def test_variants_are_equally_hard_for_the_expert(folder: Path) -> None:
    cases = shipped(folder).cases.items()
    totals = [score(shipped(folder), variant, case.goldens["expert"].play).total for variant, case in cases]
    assert max(totals) - min(totals) <= MOST_VARIANT_SPREAD


@each_scenario
def test_the_expert_shows_enough_of_every_claimed_competency_and_has_time_to_think(folder: Path) -> None:
    scenario = shipped(folder)
    for variant, case in scenario.cases.items():
        play = case.goldens["expert"].play
        assert len(play) <= SHARE_OF_LIMIT * scenario.limit_minutes
        for competency in score(scenario, variant, play).competencies:
            assert competency.opportunities >= FEWEST_OPPORTUNITIES
            assert competency.evidence is not None


@each_scenario
def test_random_play_scores_little_and_does_not_pass(folder: Path) -> None:
    scenario = shipped(folder)
    totals = [result.total for variant in scenario.cases for result in random_scores(folder, variant)]
    assert mean(totals) <= HIGHEST_RANDOM_MEAN
    assert max(totals) < scenario.pass_mark


@each_scenario
def test_doing_nothing_earns_nothing(folder: Path) -> None:
    scenario = shipped(folder)
    assert all(score(scenario, variant, [{"type": "finish"}]).total == 0 for variant in scenario.cases)


@each_scenario
def test_every_rule_has_a_run_that_keeps_it_and_one_that_breaks_it(folder: Path) -> None:
    scenario = shipped(folder)
    for variant, case in scenario.cases.items():
        seen: dict[str, set[Outcome]] = defaultdict(set)
        logs = [*(golden.play for golden in case.goldens.values()), silent_log(case)]
        for result in [*(score(scenario, variant, log) for log in logs), *random_scores(folder, variant)]:
            for rule in result.rules:
                seen[rule.rule.id].add(rule.outcome)
        for rule_id, outcomes in seen.items():
            assert {Outcome.GOOD, Outcome.BAD} <= outcomes, (variant, rule_id)


@each_scenario
def test_every_lesson_that_a_rule_sends_to_is_written(folder: Path) -> None:
    for rule in next(iter(shipped(folder).cases.values())).evidence:
        course, _, number = (rule.lesson or "").partition("/")
        for locale in LOCALES:
            assert list((LESSONS / course.lower()).glob(f"{number}-*.{locale}.yaml")), rule.lesson


@each_scenario
def test_every_text_is_there_in_three_languages(folder: Path) -> None:
    for text in localised(read_folder(folder)):
        assert set(text) == LOCALES, text


@each_scenario
def test_simplified_chinese_quotes_as_the_mainland_does(folder: Path) -> None:
    assert not [text for text in localised(read_folder(folder)) if set("「」『』") & set(text.get("zh-hans", ""))]


def localised(node: Any) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if node and set(node) <= LOCALES:
            yield node
        else:
            for value in node.values():
                yield from localised(value)
    elif isinstance(node, list):
        for value in node:
            yield from localised(value)


@each_scenario
def test_title_and_role_stand_in_the_list_of_cases_where_no_variant_is_known(folder: Path) -> None:
    for part in ("title", "role"):
        assert not [text for text in read_folder(folder)[part].values() if "{" in text]
