"""One fault put into a sound scenario is the one fault found, with the fewest acts that show it."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.case_proof.findings import Finding
from assessments.domain.case_proof.report import Plan, prove
from assessments.domain.case_proof.sightings import Sightings
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scoring import Outcome, judge, score
from tests.assessments.domain.case_proof.tiny import (
    ASKED,
    FILED,
    MARKED,
    PLAN,
    READ,
    codes,
    decided,
    faults,
    golden,
    option,
    rule,
    text,
    tiny,
    waited,
)

GRANT = decided("grant", ["name"])
EXPERT = [READ, ASKED, MARKED, GRANT, FILED]


def only(found: list[Finding]) -> Finding:
    """The one fault that every variant has alike."""
    assert len({one.code for one in found}) == 1, found
    return found[0]


def rule_of(mapping: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in mapping["evidence"] if one["id"] == name)
    return found


def play_of(mapping: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(one for one in mapping["goldens"] if one["name"] == name)["play"]
    return found


def test_the_scenario_without_a_fault_has_none() -> None:
    findings = prove(tiny(), PLAN)
    assert not [one for one in findings if one.is_fault]
    checks = {"golden", "variants", "time", "cover", "bots", "reach", "witness", "leakage", "law", "languages"}
    assert {one.check for one in findings} == checks


def test_the_same_scenario_gives_the_same_report() -> None:
    assert [one.as_data() for one in prove(tiny(), PLAN)] == [one.as_data() for one in prove(tiny(), PLAN)]


# Scripted runs


def test_a_run_that_scores_too_much_is_cut_down_to_what_earns_it() -> None:
    mapping = tiny()
    mapping["goldens"].append(golden("careless", [*waited(1), *EXPERT], max=55))
    found = only(faults(mapping))
    assert (found.code, found.detail["golden"]) == ("golden", "careless")
    scenario = load_scenario(mapping)
    steps = found.detail["steps"]
    assert score(scenario, "a", steps).total > 55
    for place in range(len(steps)):
        shorter = [*steps[:place], *steps[place + 1 :]]
        assert score(scenario, "a", shorter).total <= 55


def test_an_expert_who_fails_is_told_by_the_rules_that_did_not_pay() -> None:
    mapping = tiny()
    play_of(mapping, "expert").remove(MARKED)
    found = next(one for one in faults(mapping) if one.code == "expert_fails")
    assert {"found", "decision"} == set(found.detail["lost"])


def test_an_act_that_the_desk_refuses_is_shown_by_itself() -> None:
    mapping = tiny()
    play_of(mapping, "expert")[:] = [READ, ASKED, FILED]
    found = only(faults(mapping))
    assert (found.code, found.detail["step"]) == ("golden_refused", 3)
    assert found.detail["steps"] == [FILED]


@pytest.mark.parametrize("name", ["lazy", "rubber_stamp", "do_everything"])
def test_each_thoughtless_run_must_be_there_and_score_little(name: str) -> None:
    without = tiny()
    without["goldens"] = [one for one in without["goldens"] if one["name"] != name]
    assert codes(without) == {"no_player"}
    paid = tiny()
    next(one for one in paid["goldens"] if one["name"] == name).update(play=EXPERT, expect={})
    found = only(faults(paid))
    assert (found.code, found.detail["golden"], found.detail["total"]) == ("player", name, 100)
    assert len(found.detail["steps"]) < len(EXPERT)


def test_a_breach_that_was_not_wanted_is_cut_down_to_what_makes_it() -> None:
    mapping = tiny()
    rule_of(mapping, "proper")["breach"] = "serious"
    careless = {**ASKED, "purpose": "curiosity"}
    mapping["goldens"].append(golden("curious", [READ, careless, *waited(1)], breach="none"))
    found = only(faults(mapping))
    assert (found.code, found.detail["steps"]) == ("golden_breach", [careless])


def test_variants_that_differ_for_the_expert_are_a_fault() -> None:
    mapping = tiny()
    worse = golden("expert", EXPERT[1:], min=60)
    mapping["goldens"].append({**worse, "variants": ["b"]})
    assert codes(mapping) == {"spread"}


def test_an_expert_without_time_to_read_is_a_fault() -> None:
    assert codes({**tiny(), "limit_minutes": 6}) == {"time"}


# Rules


def test_two_rules_for_one_behaviour_are_a_fault() -> None:
    mapping = tiny()
    twin = rule_of(mapping, "read")
    mapping["evidence"].append({**twin, "id": "read_again"})
    found = only(faults(mapping))
    assert (found.code, found.detail["rule"], found.detail["other"]) == ("double", "read", "read_again")


def test_a_competency_with_too_few_rules_is_a_fault() -> None:
    mapping = tiny()
    mapping["claims"].append({"competency": "P2", "level": 3, "cut": 0.6})
    rule_of(mapping, "proper")["competency"] = "P2"
    assert codes(mapping) == {"cover"}


def test_points_that_nobody_can_miss_are_told_by_a_run_that_earns_them() -> None:
    mapping = tiny()
    mapping["evidence"].append(
        rule("free", opportunity=["done", "submit.decision"], good=["done", "submit.decision"], points=1)
    )
    found = only(faults(mapping))
    assert (found.code, found.detail["path"]) == ("rule_free", "evidence[7]")
    assert [one["type"] for one in found.detail["steps"]] == ["submit"]
    assert found.detail["is_proved"]


def test_points_that_nobody_can_win_are_told_by_a_run_that_misses_them() -> None:
    mapping = tiny()
    never = ["and", ["==", "status", "refused"], ["==", "status", "granted"]]
    mapping["evidence"].append(rule("lost", opportunity=["done", "open.letter"], good=never, points=1))
    found = only([one for one in faults(mapping) if one.check == "witness"])
    assert (found.code, found.detail["steps"]) == ("rule_lost", [READ])


def test_a_mistake_that_cannot_be_put_right_is_a_fault() -> None:
    mapping = tiny()
    rule_of(mapping, "read")["recovered"] = ["and", ["==", "status", "refused"], ["==", "status", "granted"]]
    assert codes(mapping) == {"rule_not_put_right"}


def test_an_idle_rule_is_a_fault_unless_another_variant_shows_it() -> None:
    mapping = tiny()
    mapping["vars"]["lives_here"] = {"bool": False}
    mapping["evidence"].append(
        rule("here", opportunity=["and", "lives_here", ["done", "open.letter"]], good=["known", "wrong_name"], points=1)
    )
    assert codes(mapping) == {"rule_idle"}
    mapping["variants"][1]["overrides"] = {"vars": {"lives_here": {"bool": True}}}
    assert codes(mapping) == set()
    idle = [one for one in prove(mapping, PLAN) if one.code == "rule_idle"]
    assert [(one.detail["variant"], one.is_fault) for one in idle] == [("a", False)]


def test_a_search_finds_what_neither_scripted_runs_nor_bots_come_upon() -> None:
    """A letter to be sent on the third day with one ground of four, after two others: far from every golden."""
    mapping = tiny()
    rare = ["and", ["==", ["first_payload", "decision", "grounds"], ["set", "mood"]], ["done", "do.tell_friend"]]
    rare.append(["==", ["payload", "decision", "grounds"], ["set", "age", "friend"]])
    mapping["evidence"].append(rule("rare", opportunity=["done", "open.letter"], good=rare, points=1))
    assert codes(mapping, Plan(bots=4)) == set()


# Reach


def test_what_no_run_arrives_at_is_named() -> None:
    mapping = tiny()
    never = ["and", ["==", "status", "refused"], ["==", "status", "granted"]]
    mapping["actions"].append({"id": "never", "label": text("Never"), "minutes": 1, "when": never})
    found = only(faults(mapping))
    assert (found.code, found.detail) == ("dead", {"name": "do.never"})


def test_what_belongs_to_one_variant_alone_is_no_fault() -> None:
    mapping = tiny()
    mapping["events"].append({"id": "there", "when": ["==", 1, 2]})
    mapping["variants"][1]["overrides"] = {"events": {"there": {"when": ["done", "open.letter"]}}}
    assert codes(mapping) == set()


def test_a_period_that_nobody_can_miss_is_a_fault() -> None:
    mapping = tiny()
    mapping["legal_profile"]["clocks"][0]["working_days"] = 9
    assert {"never_missed", "dead", "rule_free"} == codes(mapping)


def test_a_period_that_nobody_can_meet_is_a_fault() -> None:
    mapping = tiny()
    mapping["actions"].append({"id": "begin", "label": text("Begin"), "minutes": 1, "do": [{"start": ["other"]}]})
    mapping["legal_profile"]["clocks"].append(
        {"id": "other", "name": text("Other"), "working_days": 0, "law": "period"}
    )
    mapping["clock"]["statutory"]["other"] = False
    mapping["forms"][0]["when"] = ["expired", "other"]
    mapping["horizon_days"] = 8
    for one in mapping["goldens"]:
        one["play"] = [{"type": "do", "action": "begin"}, *waited(1), *one["play"]]
    found = [one for one in faults(mapping) if one.check == "time"]
    assert [(one.code, one.detail) for one in found] == [("never_met", {"clock": "other"})]


def test_a_search_over_its_budget_is_a_fault_with_advice() -> None:
    mapping = tiny()
    mapping["vars"]["calls"] = {"int": [0, 900], "init": 0}
    mapping["actions"].append({"id": "call", "label": text("Call"), "minutes": 1, "do": [{"add": {"calls": 1}}]})
    mapping["events"].append({"id": "flooded", "when": [">=", "calls", 900]})
    found = {one.code: one for one in faults(mapping, Plan(bots=40, budget=300))}
    assert {"reach_budget", "not_found"} <= set(found)
    assert "calls" in [bulk["part"] for bulk in found["reach_budget"].detail["bulk"]]


def test_a_complete_walk_tells_the_size_of_every_variant() -> None:
    findings = prove(tiny(), Plan(bots=4, is_complete=True))
    walked = [one.detail for one in findings if one.code == "reach"]
    assert [one["variant"] for one in walked] == ["a", "b"]
    assert all(one["states"] > 50 and one["edges"] > one["states"] for one in walked)


# Players without thought


def test_points_for_doing_nothing_are_told_by_what_earns_them() -> None:
    mapping = tiny()
    mapping["evidence"].append(rule("idle", opportunity=True, good=["not", ["done", "do.tell_friend"]], points=20))
    found = {one.code: one for one in faults(mapping)}
    assert found["at_once"].detail.get("steps", []) == []
    assert found["at_once"].detail["total"] > 10


def test_a_scenario_that_blind_players_pass_is_told_by_one_of_them() -> None:
    mapping = tiny()
    for one in mapping["evidence"]:
        one["good"] = ["or", one["good"], ["done", "open.letter"]]
    found = next(one for one in faults(mapping) if one.code == "random")
    assert found.detail["mean"] > 30
    assert score(load_scenario(mapping), "a", found.detail["steps"]).total > 30
    assert len(found.detail["steps"]) <= 4


# Leakage


def test_an_act_offered_exactly_when_it_is_right_is_a_leak() -> None:
    mapping = tiny()
    mapping["actions"].append(
        {"id": "correct", "label": text("Correct"), "minutes": 1, "when": ["known", "wrong_name"]}
    )
    mapping["evidence"].append(
        rule(
            "corrected",
            opportunity=["done", "do.correct"],
            good=["and", ["done", "do.correct"], ["known", "wrong_name"]],
        )
    )
    play_of(mapping, "expert").insert(3, {"type": "do", "action": "correct"})
    found = next(one for one in faults(mapping) if one.code == "appears_when_right")
    assert (found.detail["name"], found.detail["rule"]) == ("do.correct", "corrected")
    assert found.detail["steps"] == [ASKED, {"type": "do", "action": "correct"}]


def test_right_options_that_stand_out_are_worth_a_second_look() -> None:
    mapping = tiny()
    for number in range(5):
        options = [
            option("no"),
            option("maybe"),
            {"id": "yes", "label": text("The long and careful one, with reasons")},
        ]
        field = {"id": f"f{number}", "kind": "choice", "label": text("F"), "options": [options[2], *options[:2]]}
        mapping["forms"][0]["fields"].append(field)
        for one in mapping["goldens"]:
            for act in one["play"]:
                if act["type"] == "submit":
                    act["payload"] = {**act["payload"], f"f{number}": "yes"}
    warned = {one.code: one for one in prove(mapping, PLAN) if one.weight == "warning"}
    assert set(warned) == {"right_is_longest", "right_is_first"}
    assert "decision.f0" in warned["right_is_longest"].detail["fields"]
    assert not [one for one in warned.values() if one.is_fault]


# Law and language


@pytest.mark.parametrize(
    ("change", "code"),
    [({"in_force_from": "2026-06-01"}, "law_not_yet"), ({"repealed_on": "2025-12-31"}, "law_repealed")],
)
def test_a_law_that_does_not_hold_is_named_with_its_date(change: dict[str, str], code: str) -> None:
    mapping = tiny()
    mapping["legal_profile"]["laws"][0].update(change)
    found = only(faults(mapping))
    assert (found.code, found.detail["law"], found.detail["name"]) == (code, "period", "Period Act")
    assert set(change.values()) <= set(found.detail.values())


def test_a_law_holds_from_its_first_day_to_the_one_before_its_repeal() -> None:
    mapping = tiny()
    mapping["legal_profile"]["laws"][0].update(in_force_from="2026-01-01", repealed_on="2026-01-02")
    assert codes(mapping) == set()


def test_a_text_that_lacks_a_language_is_named_by_its_path() -> None:
    mapping = tiny()
    del mapping["documents"][0]["title"]["zh-hans"]
    found = only(faults(mapping))
    assert found.code == "language_missing"
    assert found.detail == {"path": "documents[letter].title", "languages": ["zh-hans"]}


def test_every_run_kept_as_a_witness_shows_what_it_is_kept_for() -> None:
    scenario = load_scenario(tiny())
    seen = Sightings(scenario, "a")
    for one in scenario.case("a").goldens.values():
        seen.play(one.play)
    rules = {one.id: one for one in scenario.case("a").evidence}
    outcomes = {"good": {Outcome.GOOD}, "bad": {Outcome.BAD, Outcome.RECOVERED}, "recovered": {Outcome.RECOVERED}}
    judged = 0
    for name in seen.runs:
        kind, _, rest = name.partition(".")
        if kind in outcomes:
            judged += 1
            assert judge(rules[rest], replay(scenario, "a", seen.shortest(name))).outcome in outcomes[kind]
    assert judged > 10
