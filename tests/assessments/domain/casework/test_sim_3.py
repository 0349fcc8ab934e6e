"""SIM-3: what harms nobody goes out, what leads to a person stays in, and which is which differs by variant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from assessments.domain.casework.loading import assemble, load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario, Severity
from assessments.domain.casework.scoring import Outcome, Score, score
from tests.assessments.domain.casework.desk import ROOT

FOLDER = ROOT / "assessments" / "starter" / "scenarios" / "sim-3"
VARIANTS = ("a", "b", "c")


@cache
def sim_3() -> Scenario:
    files = sorted(FOLDER.glob("*.yaml"))
    return load_scenario(assemble(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader) for file in files))


def expert_but(variant: str, **changed: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The expert's run with some fields of some orders filled in otherwise: form → field → value."""
    return [
        {**action, "payload": {**action["payload"], **changed[action["form"]]}}  # type: ignore[dict-item]
        if action.get("form") in changed
        else action
        for action in sim_3().cases[variant].goldens["expert"].play
    ]


def lost(result: Score) -> set[str]:
    return {one.rule.id for one in result.rules if one.outcome is not Outcome.GOOD}


@pytest.mark.parametrize("variant", VARIANTS)
def test_closing_what_is_harmless_costs_points_and_the_ending(variant: str) -> None:
    play = expert_but(variant, bench_bus={"access": "not_open"}, bench_food={"access": "not_open"})
    result = score(sim_3(), variant, play)
    assert {"d5_bus", "d5_bus_use", "d5_food", "d5_food_use", "c3_in_time"} <= lost(result)
    assert result.total <= 85
    assert replay(sim_3(), variant, play).ending == "shut"


@pytest.mark.parametrize(
    ("variant", "form", "change"),
    [
        ("a", "bench_food", {"remarks": "mask"}),
        ("a", "bench_subsidy", {"area": "blanked"}),
        ("b", "bench_bus", {"extra": "recode"}),
        ("b", "bench_bus", {"grain": "as_is"}),
        ("c", "bench_food", {"extra": "recode"}),
        ("c", "bench_subsidy", {"area": "village"}),
        ("c", "bench_subsidy", {"research": "by_mail"}),
    ],
)
def test_one_column_or_table_that_leads_to_a_person_fails_the_run(
    variant: str, form: str, change: dict[str, str]
) -> None:
    play = expert_but(variant, **{form: change})
    result = score(sim_3(), variant, play)
    assert result.worst_breach is Severity.CRITICAL and not result.passed
    assert replay(sim_3(), variant, play).ending == "exposed"


@pytest.mark.parametrize(
    ("variant", "form", "change", "rule"),
    [
        ("a", "bench_bus", {"extra": "drop"}, "d5_bus_use"),
        ("b", "bench_food", {"remarks": "drop"}, "d5_food_use"),
        ("b", "bench_subsidy", {"area": "township"}, "d5_subsidy"),
        ("c", "bench_food", {"remarks": "drop"}, "d5_food_use"),
    ],
)
def test_treating_more_than_needed_costs_its_rule_alone(
    variant: str, form: str, change: dict[str, str], rule: str
) -> None:
    result = score(sim_3(), variant, expert_but(variant, **{form: change}))
    assert lost(result) == {rule}
    assert result.worst_breach is None


@pytest.mark.parametrize(
    ("variant", "strange"), [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b")]
)
def test_the_expert_line_of_one_variant_exposes_somebody_in_another(variant: str, strange: str) -> None:
    result = score(sim_3(), variant, sim_3().cases[strange].goldens["expert"].play)
    assert result.worst_breach is Severity.CRITICAL
    assert "d2_danger" in lost(result)


def test_a_sheet_one_grade_off_keeps_the_credit_for_being_near() -> None:
    play = list(sim_3().cases["a"].goldens["expert"].play)
    at = next(number for number, action in enumerate(play) if action["type"] == "check")
    for grade, near in (("g2", True), ("g1", False)):
        marks = {**play[at]["marks"], "remarks": {"value": grade, "source": "profile_food"}}  # type: ignore[dict-item]
        graded = [*play[:at], {**play[at], "marks": marks}, *play[at + 1 :]]
        wrong = lost(score(sim_3(), "a", graded))
        assert "d2_danger" in wrong and ("d2_near" not in wrong) is near


def test_an_order_replaced_before_the_hand_over_lets_nobody_out() -> None:
    play = list(sim_3().cases["b"].goldens["expert"].play)
    at = next(number for number, action in enumerate(play) if action.get("form") == "bench_bus")
    careless = {**play[at], "payload": {**play[at]["payload"], "extra": "keep"}}  # type: ignore[dict-item]
    result = score(sim_3(), "b", [*play[:at], careless, *play[at:]])
    assert result.worst_breach is None and result.total == 100


def test_who_publishes_open_cases_reads_what_came_of_it() -> None:
    play = expert_but("c", bench_food={"cases": "all"})
    assert "d5_food" in lost(score(sim_3(), "c", play))
    assert replay(sim_3(), "c", play).ending == "judged_early"


def test_nothing_handed_over_by_friday_is_a_missed_release() -> None:
    play = [{"type": "wait", "until": "next_day"}] * 6
    assert replay(sim_3(), "a", play).ending == "missed"
    assert score(sim_3(), "a", play).total == 0
