"""The search finds what can happen, with a run that shows it, and names what cannot."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.case_proof.search import explore
from assessments.domain.case_proof.sightings import Sightings
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario
from tests.assessments.domain.casework.desk import read_mapping


@pytest.fixture(scope="module")
def first_day() -> Scenario:
    """SIM-1 cut off after its first day, with a deed that nobody can ever do."""
    mapping: dict[str, Any] = read_mapping()
    mapping["horizon_days"] = 1
    impossible = ["and", ["==", "status", "rejected"], ["==", "status", "accepted"]]
    mapping["actions"].append({"id": "never", "label": {"en": "Never"}, "minutes": 1, "when": impossible})
    return load_scenario(mapping)


def test_everything_seen_has_a_run_that_shows_it(first_day: Scenario) -> None:
    seen = Sightings(first_day, "a")
    assert explore(first_day.case("a"), seen).complete
    for name, run in seen.runs.items():
        kind, _, rest = name.partition(".")
        state = replay(first_day, "a", run)
        if kind in ("open", "submit", "do", "event"):
            assert name in state.first
        elif kind == "ending":
            assert state.ending == rest


def test_what_cannot_happen_is_named(first_day: Scenario) -> None:
    seen = Sightings(first_day, "a")
    explore(first_day.case("a"), seen)
    assert {"do.never", "event.caller", "open.co_owner_consent_paper", "ending.by_silence"} <= seen.missing
    assert not {"do.file_case", "submit.decision", "event.sent_to_tax", "ending.without_consent"} & seen.missing


def test_a_search_for_one_thing_ends_when_it_is_found(first_day: Scenario) -> None:
    whole = explore(first_day.case("a"), Sightings(first_day, "a"))
    seen = Sightings(first_day, "a")
    found = explore(first_day.case("a"), seen, wanted=frozenset({"submit.decision"}))
    assert "submit.decision" in seen.runs
    assert found.states < whole.states / 4
    assert not found.is_over_budget


def test_the_search_stops_at_its_budget_and_says_what_fills_it(first_day: Scenario) -> None:
    found = explore(first_day.case("a"), Sightings(first_day, "a"), budget=200)
    assert found.is_over_budget
    assert not found.complete
    parts = {bulk.part: bulk for bulk in found.bulk}
    assert parts
    assert all(bulk.values > 1 and bulk.share_left < 1 for bulk in parts.values())
    shares = [bulk.share_left for bulk in found.bulk]
    assert shares == sorted(shares)


def test_a_counter_that_a_guard_reads_is_what_fills_the_budget() -> None:
    mapping: dict[str, Any] = read_mapping()
    mapping["vars"]["calls"] = {"int": [0, 500], "init": 0}
    mapping["horizon_days"] = 1
    mapping["actions"].append({"id": "call", "label": {"en": "Call"}, "minutes": 1, "do": [{"add": {"calls": 1}}]})
    mapping["endings"][0]["when"] = [">=", "calls", 500]
    scenario = load_scenario(mapping)
    found = explore(scenario.case("a"), Sightings(scenario, "a"), budget=4_000)
    assert "calls" in [bulk.part for bulk in found.bulk]


def test_a_search_for_a_rule_fills_in_what_the_rule_reads() -> None:
    """No scripted run and no bot: only the rule's own conditions say which findings and letters to try."""
    mapping: dict[str, Any] = read_mapping()
    mapping["horizon_days"] = 1
    mapping["goldens"] = []
    scenario = load_scenario(mapping)
    case = scenario.case("a")
    rule = next(rule for rule in case.evidence if rule.id == "s1_find_owner")
    seen, wanted = Sightings(scenario, "a"), frozenset({f"good.{rule.id}", f"bad.{rule.id}"})
    explore(case, seen, aims=(rule.opportunity, rule.good, rule.recovered), wanted=wanted, budget=5_000)
    assert wanted <= set(seen.runs)
    [*_, check] = [action for action in seen.shortest(f"good.{rule.id}") if action["type"] == "check"]
    assert check["marks"] == {"use_of_premises": {"value": "not_met", "source": "property_registry"}}
