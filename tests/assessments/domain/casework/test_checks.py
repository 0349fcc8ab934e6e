"""The search finds what can happen, with a run that shows it, and names what cannot."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.domain.casework.checks import explore, unreachable
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


def test_everything_reached_has_a_run_that_shows_it(first_day: Scenario) -> None:
    found = explore(first_day, "a")
    assert found.complete
    for name, run in found.reached.items():
        state = replay(first_day, "a", run)
        assert name in state.first or name == f"ending.{state.ending}"


def test_what_cannot_happen_is_named(first_day: Scenario) -> None:
    missing = unreachable(first_day.case("a"), explore(first_day, "a"))
    assert {"do.never", "event.caller", "open.co_owner_consent_paper", "ending.by_silence"} <= set(missing)
    assert not {"do.file_case", "submit.decision", "event.sent_to_tax", "ending.without_consent"} & set(missing)


def test_the_search_stops_at_its_budget(first_day: Scenario) -> None:
    assert not explore(first_day, "a", budget=5).complete
