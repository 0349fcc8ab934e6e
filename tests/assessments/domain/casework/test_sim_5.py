"""SIM-5: no list is the right one; each is measured by the declared weights, within money, people and duties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from typing import Any

import pytest
import yaml

from assessments.domain.casework.debrief import debrief, sides
from assessments.domain.casework.gauges import draft_gauges
from assessments.domain.casework.loading import assemble, load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario, Severity
from assessments.domain.casework.scoring import Outcome, Score, score
from assessments.domain.casework.state import State
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.desk import ROOT

FOLDER = ROOT / "assessments" / "starter" / "scenarios" / "sim-5"
VARIANTS = ("a", "b", "c")
VALUE_RULES = {"m1_value", "m1_close"}
PROPOSALS = ("counter", "hotline", "patch", "exchange", "onething", "firms", "app", "academy", "screen", "stops")


@cache
def sim_5() -> Scenario:
    files = sorted(FOLDER.glob("*.yaml"))
    return load_scenario(assemble(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader) for file in files))


def expert_but(variant: str, **changed: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The expert's run with some fields of some forms filled in otherwise: form → field → value."""
    return [
        {**action, "payload": {**action["payload"], **changed[action["form"]]}}  # type: ignore[dict-item]
        if action.get("form") in changed
        else action
        for action in sim_5().cases[variant].goldens["expert"].play
    ]


def expert_without(variant: str, **wanted: str) -> list[Mapping[str, Any]]:
    """The expert's run less the acts that have these entries."""
    play = sim_5().cases[variant].goldens["expert"].play
    return [action for action in play if not any(action.get(name) == value for name, value in wanted.items())]


def lost(result: Score) -> set[str]:
    return {one.rule.id for one in result.rules if one.outcome is not Outcome.GOOD}


def ended(variant: str, play: list[Mapping[str, Any]]) -> State:
    return replay(sim_5(), variant, play)


@pytest.mark.parametrize(
    ("benefit", "inclusion", "risk", "saving", "portfolio"),
    [
        ("high", "high", "high", "low", ["counter", "patch", "exchange", "onething", "academy", "stops"]),
        ("high", "medium", "high", "low", ["counter", "patch", "exchange", "onething", "academy", "screen"]),
        ("high", "high", "medium", "high", ["counter", "hotline", "patch", "exchange", "onething", "firms"]),
    ],
)
def test_other_weights_make_another_list_the_best(
    benefit: str, inclusion: str, risk: str, saving: str, portfolio: list[str]
) -> None:
    weights = {"benefit": benefit, "inclusion": inclusion, "risk": risk, "saving": saving}
    play = expert_but("a", criteria=weights, decision={"portfolio": portfolio})
    state = ended("a", play)
    assert state.variables["value"] == state.variables["frontier"]
    assert not lost(score(sim_5(), "a", play)) & VALUE_RULES


def test_the_same_list_is_close_by_some_weights_and_adrift_by_others() -> None:
    portfolio = {"portfolio": ["counter", "hotline", "patch", "academy", "stops", "firms", "exchange"]}
    inclusive = {"benefit": "high", "inclusion": "high", "risk": "medium", "saving": "low"}
    thrifty = {"benefit": "medium", "inclusion": "medium", "risk": "medium", "saving": "high"}
    near = score(sim_5(), "a", expert_but("a", criteria=inclusive, decision=portfolio))
    far = score(sim_5(), "a", expert_but("a", criteria=thrifty, decision=portfolio))
    assert not lost(near) & VALUE_RULES
    assert "m1_close" in lost(far)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_list_that_keeps_every_limit_passes_the_frontier(variant: str) -> None:
    """All lists of four to seven that the rules on limits find sound, at the expert's weights."""
    most = 0
    frontier = 0
    for size in (4, 5, 6, 7):
        for portfolio in combinations(PROPOSALS, size):
            state = decided(variant, [*portfolio])
            frontier = int(state.variables["frontier"] or 0)
            rules = {"p5_fix", "s4_floor", "s5_serves", "m1_money", "m5_months", "m1_order", "m5_runnable"}
            if state.variables["standing"] != "broken" and not rules & lost_at(variant, state):
                most = max(most, int(state.variables["value"] or 0))
    assert most == frontier > 0


def decided(variant: str, portfolio: list[str]) -> State:
    play = expert_but(variant, decision={"portfolio": portfolio})
    first = next(number for number, action in enumerate(play) if action.get("form") == "decision")
    sign = next(action for action in play if action.get("form") == "criteria")
    skills = {"type": "open", "document": "skills"}
    return ended(variant, [sign, skills, play[first]])


def lost_at(variant: str, state: State) -> set[str]:
    rules = sim_5().cases[variant].evidence
    return {rule.id for rule in rules if rule.opportunity.evaluate(state) and not rule.good.evaluate(state)}


@pytest.mark.parametrize(
    ("variant", "portfolio", "rules"),
    [
        ("a", ["counter", "patch", "onething", "academy", "stops"], {"m1_order"}),
        ("a", ["counter", "patch", "exchange", "onething", "app"], {"m5_runnable"}),
        ("b", ["counter", "patch", "exchange", "onething", "academy"], {"m5_runnable"}),
        ("b", ["hotline", "patch", "onething", "academy", "stops"], {"m1_order"}),
        ("c", ["counter", "hotline", "patch", "onething", "academy"], {"m5_runnable"}),
        ("c", ["counter", "patch", "app", "academy", "screen"], {"m1_order"}),
        ("c", ["counter", "patch", "exchange", "onething", "screen", "stops"], {"m1_money"}),
        ("a", ["counter", "patch", "exchange", "onething", "academy", "firms", "hotline"], {"m1_money", "m5_months"}),
    ],
)
def test_a_list_that_cannot_be_carried_out_has_no_value(variant: str, portfolio: list[str], rules: set[str]) -> None:
    play = expert_but(variant, decision={"portfolio": portfolio})
    result = score(sim_5(), variant, play)
    assert rules | VALUE_RULES <= lost(result)
    assert ended(variant, play).ending == "stuck"


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_overdue_fix_outweighs_any_points(variant: str) -> None:
    portfolio = ["counter", "onething", "exchange" if variant == "a" else "stops", "academy"]
    play = expert_but(variant, decision={"portfolio": portfolio}, replan={"portfolio": portfolio})
    result = score(sim_5(), variant, play)
    assert {"p5_fix", "p5_fix_later", "m1_close"} <= lost(result)
    assert result.worst_breach is Severity.SERIOUS
    assert ended(variant, play).ending == "breached"


@pytest.mark.parametrize(("variant", "other"), [("a", "b"), ("a", "c"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b")])
def test_the_weak_figures_of_one_variant_are_not_those_of_another(variant: str, other: str) -> None:
    order = next(one for one in sim_5().cases[other].goldens["expert"].play if one.get("form") == "check_order")
    result = score(sim_5(), variant, expert_but(variant, check_order=order["payload"]))  # type: ignore[arg-type]
    assert lost(result) == {"d4_tested"}


def test_naming_every_figure_brings_the_report_too_late() -> None:
    figures = ["onething", "hotline", "exchange", "stops", "counter", "firms"]
    result = score(sim_5(), "a", expert_but("a", check_order={"figures": figures}))
    assert {"d4_tested", "d4_waited"} <= lost(result)


def test_the_bidders_word_on_their_own_figure_is_no_check() -> None:
    play = expert_but("a", check_order={"who": "bidder"})
    assert lost(score(sim_5(), "a", play)) == {"d4_tested", "d4_independent", "d4_waited"}
    shown = view(sim_5(), "a", ended("a", play), "en")
    assert "confirmed" in next(one["body"] for one in shown["inbox"] if one["id"] == "report_own_word")


@pytest.mark.parametrize(("variant", "before", "after"), [("a", "24", "12"), ("b", "24", "9"), ("c", "9", "24")])
def test_the_board_reckons_with_the_check_once_it_is_there(variant: str, before: str, after: str) -> None:
    """By the expert's weights: what the poll had made of a proposal, and what was found."""
    row = {"a": 9, "b": 1, "c": 0}[variant]
    play = expert_but(variant)
    board = next(action for action in play if action.get("tool") == "board")
    early = [*play[:3], board, *play[3:]]
    [tool] = [one for one in view(sim_5(), variant, ended(variant, early), "en")["tools"] if one["id"] == "board"]
    first, second = (result["fields"][row]["value"].split()[0] for result in tool["results"])
    assert (first, second) == (before, after)


def test_without_a_weight_sheet_there_is_neither_board_nor_decision() -> None:
    look = {"type": "look_up", "tool": "board", "purpose": "selection", "basis": "fund_rule"}
    shown = view(sim_5(), "a", ended("a", [look]), "en")
    assert "decision" not in {form["id"] for form in shown["forms"]}
    [tool] = [one for one in shown["tools"] if one["id"] == "board"]
    assert tool["results"][0]["status"] == "no_match"


def test_the_draft_shows_money_and_people_before_it_is_sent() -> None:
    case, state = sim_5().case("a"), ended("a", [])
    for form, limits in (("decision", (30, 26)), ("replan", (25, 23))):
        money, months = draft_gauges(
            case.forms[form],
            {"portfolio": ["counter", "patch", "app", "screen", "stops"]},
            state=state,
            say=Renderer("en"),
        )
        assert (money.value, money.limit, months.value, months.limit) == (27, limits[0], 20, limits[1])
        assert money.is_over is (limits[0] == 25)


@pytest.mark.parametrize("variant", VARIANTS)
def test_fifteen_per_cent_from_each_is_no_rule(variant: str) -> None:
    play = expert_but(variant, replan={"method": "evenly"})
    assert lost(score(sim_5(), variant, play)) == {"m1_rule"}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_list_of_may_does_not_fit_the_money_of_july(variant: str) -> None:
    list_of_may = next(
        one["payload"]["portfolio"]  # type: ignore[index]
        for one in sim_5().cases[variant].goldens["expert"].play
        if one.get("form") == "decision"
    )
    play = expert_but(variant, replan={"portfolio": list_of_may})
    assert "m1_value_later" in lost(score(sim_5(), variant, play))
    assert ended(variant, play).ending == "stuck"


def test_weights_signed_after_reading_cost_their_rule_alone() -> None:
    for variant in VARIANTS:
        play = sim_5().cases[variant].goldens["weights_after_bids"].play
        result = score(sim_5(), variant, play)
        assert lost(result) == {"m1_first"} and result.passed


@pytest.mark.parametrize("locale", ["en", "zh-hant"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_account_tells_the_list_against_the_frontier(variant: str, locale: str) -> None:
    play = expert_but(variant)
    variables = ended(variant, play).variables
    told = debrief(sides(sim_5(), variant, play, locale))["outcome"]["officer"]  # type: ignore[index, call-overload]
    for name in ("value", "frontier", "value_later", "frontier_later", "true_screen", "true_counter"):
        assert str(variables[name]) in told
    assert "{" not in told


def test_whoever_lets_the_day_pass_gives_the_money_back() -> None:
    play = [{"type": "wait", "until": "next_week"}] * 3
    assert replay(sim_5(), "a", play).ending == "lapsed"
    assert score(sim_5(), "a", play).total == 0


def test_the_second_sitting_is_part_of_the_task() -> None:
    for variant in VARIANTS:
        result = score(sim_5(), variant, sim_5().cases[variant].goldens["left_at_half_year"].play)
        assert not result.passed
        assert {"m1_rule", "m1_value_later", "s4_later", "s5_pay"} <= lost(result)
