"""A scenario that is wrong is refused with the path and the reason, all faults of a list together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assessments.domain.casework.errors import Problem, ScenarioInvalid
from assessments.domain.casework.loading import assemble, digest, load_scenario
from assessments.domain.casework.scenario import Scenario
from tests.assessments.domain.casework.desk import read_mapping

MAPPING = read_mapping()


def broken(change: Callable[[dict[str, Any]], Any]) -> tuple[Problem, ...]:
    mapping = read_mapping()
    change(mapping)
    with pytest.raises(ScenarioInvalid) as invalid:
        load_scenario(mapping)
    return invalid.value.problems


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (lambda m: m.pop("title"), "", "missing"),
        (lambda m: m.update(colour="red"), "colour", "unknown_entry"),
        (lambda m: m.update(id="sim 9/x"), "id", "bad_slug"),
        (lambda m: m.update(id="s" * 21), "id", "bad_slug"),
        (lambda m: m.update(version=32768), "version", "out_of_range"),
        (lambda m: m["variants"][0].update(id="a/b"), "variants[0].id", "bad_slug"),
        (lambda m: m["variants"][0].update(id="a" * 21), "variants[0].id", "bad_slug"),
        (lambda m: m["inbox"][0].update(id="in tray"), "inbox[0].id", "bad_id"),
        (lambda m: m["documents"][0].update(id="d" * 61), "documents[0].id", "long_id"),
        (lambda m: m["documents"][0].pop("minutes"), "documents[0]", "missing"),
        (lambda m: m["documents"][0].update(minutes="four"), "documents[0].minutes", "not_whole"),
        (lambda m: m["documents"][1].update(id="application"), "documents[1]", "used_twice"),
        (lambda m: m["documents"][1].update(reveals=["secret"]), "documents[1].reveals[0]", "unknown_fact"),
        (lambda m: m["tools"][0].update(answers=[]), "tools[0].answers", "last_answer"),
        (lambda m: m["vars"]["status"].update(init="lost"), "vars.status.init", "not_one_of"),
        (lambda m: m["events"][0].update(time="20:00"), "events[0].time", "office_hours"),
        (lambda m: m["events"][0]["do"][0]["set"].update(call="x"), "events[0].do[0].set.call", "unknown_value"),
        (lambda m: m["actions"][0].update(when=["done", "do.x"]), "actions[0].when", "unknown_key"),
        (lambda m: m["endings"].pop(), "endings", "last_ending"),
        (lambda m: m["evidence"][0].update(competency="M1"), "evidence[0].competency", "no_claim"),
        (lambda m: m["evidence"][0].update(laws=["al99"]), "evidence[0].laws[0]", "unknown_law"),
        (lambda m: m["evidence"][0].update(breach="huge"), "evidence[0].breach", "not_one_of"),
        (lambda m: m["clock"].update(start="2026-09-25"), "clock.start", "day_off"),
        (lambda m: m["clock"]["statutory"].update(tea=True), "clock.statutory.tea", "unknown_clock"),
        (
            lambda m: m["legal_profile"]["clocks"][0].update(hours=4),
            "legal_profile.clocks[0]",
            "days_or_hours",
        ),
        (lambda m: m.update(desk={"tools": "Tools"}), "desk", "missing"),
        (lambda m: m["goldens"][0]["play"][0].update(type="fly"), "goldens[0].play[0]", "action_type"),
        (
            lambda m: m["variants"][1]["overrides"].update(tools={"oracle": {}}),
            "variants.b.overrides.tools.oracle",
            "nothing_to_change",
        ),
        (lambda m: m["variants"][0]["parameters"].pop("shop"), "documents.application", "unknown_parameter"),
        (lambda m: m["forms"][1].pop("letter"), "forms[1]", "missing"),
        (
            lambda m: m["forms"][1]["letter"]["body"].append({"fields": ["items"]}),
            "forms[1].letter.body",
            "field_twice",
        ),
        (
            lambda m: m["forms"][1]["letter"]["body"].append({"fields": ["colour"]}),
            "forms[1].letter.body[7].fields[0]",
            "unknown_field",
        ),
        (lambda m: m["forms"][1]["letter"]["body"].append({}), "forms[1].letter.body[7]", "passage"),
        (lambda m: m["forms"][1]["letter"].update(closing="{tea}"), "forms.one_time_notice", "unknown_parameter"),
    ],
)
def test_a_fault_is_named_with_its_path_and_code(change: Callable[[dict[str, Any]], Any], path: str, code: str) -> None:
    problems = broken(change)
    assert any(problem.path.startswith(path) and problem.code == code for problem in problems), problems


def test_all_faults_of_a_list_are_reported_together() -> None:
    def change(mapping: dict[str, Any]) -> None:
        for place in (0, 2, 4):
            mapping["documents"][place]["minutes"] = 0

    assert [problem.path for problem in broken(change)] == [f"documents[{n}].minutes" for n in (0, 2, 4)]


def test_the_same_entry_in_two_files_is_refused() -> None:
    with pytest.raises(ScenarioInvalid, match="title: two_files"):
        assemble([{"title": 1}, {"title": 2}])


def test_the_digest_follows_the_content_and_not_its_order(sim_1: Scenario) -> None:
    assert digest(dict(reversed(MAPPING.items()))) == sim_1.digest
    assert digest({**MAPPING, "version": MAPPING["version"] + 1}) != sim_1.digest


def test_every_text_is_there_in_both_languages() -> None:
    def lacking(node: Any, path: str) -> list[str]:
        if isinstance(node, dict):
            if "en" in node or "zh-hant" in node:
                return [] if {"en", "zh-hant"} <= set(node) else [path]
            return [fault for key, value in node.items() for fault in lacking(value, f"{path}.{key}")]
        if isinstance(node, list):
            return [fault for number, value in enumerate(node) for fault in lacking(value, f"{path}[{number}]")]
        return []

    assert lacking(MAPPING, "") == []


def test_a_third_script_is_accepted_without_being_expected() -> None:
    mapping = read_mapping()
    mapping["title"]["zh-hans"] = "一字之差"
    assert load_scenario(mapping).case("a").title.resolve("zh-hans") == "一字之差"
