"""The reducer is deterministic, total on what the view offers, and refuses the rest unchanged."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.casework.errors import ActionRefused, UnknownVariant
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import MOST_ACTIONS, apply, initial_state, replay
from assessments.domain.casework.scoring import score, score_state
from tests.assessments.domain.casework.desk import random_run, read_mapping, read_scenario

SCENARIO = read_scenario()
SECOND = load_scenario(read_mapping())  # nothing may depend on the objects of the first loading
VARIANTS = st.sampled_from(sorted(SCENARIO.cases))
OFFICE_DAY = 480  # minutes

words = st.sampled_from(
    ["open", "look_up", "check", "submit", "do", "wait", "finish", "lease", "document", "intake", "decision", "a", ""]
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["document", "tool", "purpose", "basis", "checklist", "marks", "form", "payload", "until"])
forged = st.builds(lambda kind, rest: {"type": kind, **rest}, words, st.dictionaries(keys, json_values, max_size=4))


@given(variant=VARIANTS, seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_the_same_log_gives_the_same_state_and_score(variant: str, seed: int) -> None:
    log, states = random_run(SCENARIO, variant, Random(seed), 25)
    assert replay(SCENARIO, variant, log) == states[-1]
    assert score(SCENARIO, variant, log) == score_state(SCENARIO, variant, states[-1])
    assert score(SECOND, variant, log).total == score(SCENARIO, variant, log).total


@given(variant=VARIANTS, seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_scores_stay_within_bounds_and_time_never_runs_back(variant: str, seed: int) -> None:
    _, states = random_run(SCENARIO, variant, Random(seed), 25)
    for earlier, later in pairwise(states):
        assert earlier.minute <= later.minute
    for state in states:
        result = score_state(SCENARIO, variant, state)
        assert 0 <= result.total <= 100
        for competency in result.competencies:
            if competency.evidence is not None:
                assert competency.level - 1.5 <= competency.evidence <= competency.level + 0.5


@given(actions=st.lists(forged, max_size=8))
@settings(max_examples=60, deadline=None)
def test_forged_actions_are_refused_or_lawful_and_never_break(actions: list[dict[str, Any]]) -> None:
    state = initial_state(SCENARIO, "a")
    for action in actions:
        before = state
        try:
            state, _ = apply(SCENARIO, "a", state, action)
        except ActionRefused as refusal:
            assert state is before
            assert refusal.code in {"closed", "malformed", "unknown", "not_now", "not_seen", "too_many"}


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"type": "dance"}, "malformed"),
        ({"type": ["open"]}, "malformed"),
        ({"type": "open", "document": "diary"}, "unknown"),
        ({"type": "open", "document": "co_owner_consent_paper"}, "unknown"),
        ({"type": "do", "action": "file_case"}, "not_now"),
        ({"type": "submit", "form": "call_reply", "payload": {}}, "not_now"),
        ({"type": "submit", "form": "decision", "payload": {"outcome": "accept"}}, "malformed"),
        ({"type": "submit", "form": "decision", "payload": {"status": "accepted"}}, "malformed"),
        ({"type": "look_up", "tool": "tax_registry", "purpose": "licence_check"}, "malformed"),
        (
            {"type": "check", "checklist": "intake", "marks": {"agent": {"value": "met", "source": "lease"}}},
            "not_seen",
        ),
        ({"type": "wait", "until": "next_year"}, "malformed"),
    ],
)
def test_an_impossible_action_is_refused_with_its_reason(action: dict[str, Any], code: str) -> None:
    with pytest.raises(ActionRefused) as refusal:
        apply(SCENARIO, "a", initial_state(SCENARIO, "a"), action)
    assert refusal.value.code == code


def test_nothing_can_be_done_after_handing_in() -> None:
    state = replay(SCENARIO, "a", [{"type": "finish"}])
    with pytest.raises(ActionRefused) as refusal:
        apply(SCENARIO, "a", state, {"type": "open", "document": "lease"})
    assert refusal.value.code == "closed"


def test_a_log_cannot_grow_without_end() -> None:
    state = replay(SCENARIO, "a", [{"type": "open", "document": "lease"}] * MOST_ACTIONS)
    with pytest.raises(ActionRefused):
        apply(SCENARIO, "a", state, {"type": "finish"})


def test_the_case_closes_itself_at_the_horizon() -> None:
    days = SCENARIO.cases["a"].horizon_days
    state = replay(SCENARIO, "a", [{"type": "wait", "until": "next_day"}] * days)
    assert (state.minute, state.ending) == (days * OFFICE_DAY, "by_silence")


def test_a_call_arrives_while_the_officer_is_busy() -> None:
    state = replay(SCENARIO, "a", [{"type": "wait", "until": "next_day"}])
    state, news = apply(SCENARIO, "a", state, {"type": "wait", "until": "hour"})
    assert [(item.kind, item.ref) for item in news] == [("message", "phone_call")]
    assert state.variables["call"] == "ringing"


def test_an_unknown_variant_is_named() -> None:
    with pytest.raises(UnknownVariant, match="'z'"):
        initial_state(SCENARIO, "z")
