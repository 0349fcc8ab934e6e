"""The debrief tells what came of it, beside the expert, with law and things to practise."""

from __future__ import annotations

import json
from typing import Any

from assessments.domain.casework.debrief import debrief, sides
from assessments.domain.casework.reducer import initial_state
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.view import view


def account(sim_1: Scenario, golden: str, locale: str = "en", variant: str = "a") -> dict[str, Any]:
    return debrief(sides(sim_1, variant, sim_1.cases[variant].goldens[golden].play, locale))


def test_the_expert_reads_how_well_it_ended(sim_1: Scenario) -> None:
    told = account(sim_1, "expert")
    assert told["outcome"]["id"] == "opened_deferred"
    assert told["outcome"]["date"] == "2026-09-24"
    assert told["practise"] == []


def test_the_rubber_stamp_reads_what_it_did_to_the_citizen(sim_1: Scenario) -> None:
    told = account(sim_1, "rubber_stamp")
    assert told["outcome"]["id"] == "without_consent"
    assert "Ms Lin Xiufen" in told["outcome"]["citizen"]


def test_the_consequence_of_a_disclosure_is_told_with_its_moment(sim_1: Scenario) -> None:
    told = account(sim_1, "careless_disclosure")
    assert any("door" in moment["text"] and moment["date"] == "2026-09-22" for moment in told["happened"])
    first = told["practise"][0]
    assert (first["rule"], first["lesson"]) == ("p2_caller", "G-02/1")


def test_three_different_lessons_are_named_to_practise(sim_1: Scenario) -> None:
    lessons = [thing["lesson"] for thing in account(sim_1, "do_everything")["practise"]]
    assert len(lessons) == len(set(lessons)) == 3


def test_each_rule_cites_law_and_the_acts_it_rests_on(sim_1: Scenario) -> None:
    rules = {rule["id"]: rule for rule in account(sim_1, "do_everything")["rules"]}
    once_only = rules["d3_once_only"]
    assert once_only["outcome"] == "bad"
    assert [law["name"] for law in once_only["laws"]] == ["Government Data Sharing Regulation (in force 1 August 2025)"]
    assert {(act["kind"], act["ref"]) for act in once_only["evidence"]} == {
        ("submit", "one_time_notice"),
        ("submit", "decision"),
    }
    assert all(rule["say"] for rule in rules.values() if rule["outcome"] != "not_shown")


def test_an_open_run_is_judged_as_if_handed_in(sim_1: Scenario) -> None:
    assert debrief(sides(sim_1, "a", [], "en"))["outcome"]["id"] == "unfinished"


def test_names_and_languages_follow_the_variant_and_the_reader(sim_1: Scenario) -> None:
    chinese = json.dumps(account(sim_1, "expert", "zh-hans", "b"), ensure_ascii=False)
    assert "周雅琴" in chinese
    assert "林秀芬" not in chinese
    assert "{" + "applicant" not in chinese
    desk = view(sim_1, "b", initial_state(sim_1, "b"), "zh-hans")
    assert desk["title"] == "一字之差"
