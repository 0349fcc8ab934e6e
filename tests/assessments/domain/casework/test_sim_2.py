"""SIM-2: hours within one day, the threshold of the report, evidence, and a variant under another law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import mean
from typing import Any

import pytest

from assessments.domain.casework.debrief import debrief, sides
from assessments.domain.casework.expressions import Expired, Kind
from assessments.domain.casework.reducer import initial_state, replay
from assessments.domain.casework.scenario import Event, FieldKind, Scenario, Severity
from assessments.domain.casework.scoring import Outcome, Score, score
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.test_shipped import SHIPPED, shipped

HOUR = {"type": "wait", "until": "hour"}


@pytest.fixture(scope="module")
def sim_2() -> Scenario:
    return shipped(next(folder for folder in SHIPPED if folder.name == "sim-2"))


def expert(scenario: Scenario, variant: str = "a", **payloads: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The expert's run, with fields of some letters filled in otherwise."""
    play = [dict(action) for action in scenario.cases[variant].goldens["expert"].play]
    for action in play:
        if action.get("form") in payloads:
            action["payload"] = {**action["payload"], **payloads[action["form"]]}
    return play


def outcomes(result: Score) -> dict[str, Outcome]:
    return {one.rule.id: one.outcome for one in result.rules}


def lost(result: Score) -> set[str]:
    return {name for name, outcome in outcomes(result).items() if outcome is not Outcome.GOOD}


def test_the_report_is_due_four_hours_after_the_house_learnt_of_it(sim_2: Scenario) -> None:
    play = expert(sim_2)
    place = next(n for n, action in enumerate(play) if action.get("form") == "report")
    late = score(sim_2, "a", [*play[:place], *[HOUR] * 4, *play[place:]])
    assert outcomes(late)["p4_in_time"] is Outcome.BAD
    assert late.worst_breach is Severity.SERIOUS
    in_time = score(sim_2, "a", [*play[:place], *[HOUR] * 3, *play[place:]])
    assert outcomes(in_time)["p4_in_time"] is Outcome.GOOD


def test_the_regulation_gives_seventy_two_hours(sim_2: Scenario) -> None:
    play = expert(sim_2, "d")
    place = next(n for n, action in enumerate(play) if action.get("form") == "report")
    day = {"type": "wait", "until": "next_day"}
    assert outcomes(score(sim_2, "d", [*play[:place], day, day, *play[place:]]))["p4_in_time"] is Outcome.GOOD
    assert outcomes(score(sim_2, "d", [*play[:place], day, day, day, *play[place:]]))["p4_in_time"] is Outcome.BAD


def test_a_report_by_reflex_is_as_wrong_as_none(sim_2: Scenario) -> None:
    """Each expert strays in the other's case: the facts decide, not the habit."""
    for variant, other in (("a", "b"), ("b", "a")):
        strayed = score(sim_2, variant, expert(sim_2, other))
        assert lost(strayed) == {"p4_grade", "p4_route", "p5_clause"}
        assert strayed.worst_breach is Severity.SERIOUS


def test_the_list_attached_to_a_good_notice_fails_the_run(sim_2: Scenario) -> None:
    result = score(sim_2, "a", expert(sim_2, notice={"attach": ["list"]}))
    assert result.total >= sim_2.pass_mark
    assert result.worst_breach is Severity.CRITICAL
    assert not result.passed


def test_wiping_the_clerks_telephone_destroys_evidence(sim_2: Scenario) -> None:
    result = score(sim_2, "a", expert(sim_2, clerk_reply={"answer": "wipe"}))
    assert {"p4_nothing_destroyed", "p5_clerk"} <= lost(result)
    assert not result.passed


def test_a_name_in_any_letter_is_a_breach(sim_2: Scenario) -> None:
    for form, field in (("notice", "content"), ("press_reply", "facts"), ("group_post", "also"), ("report", "known")):
        name = "culprit" if form == "report" else "clerk_name"
        written = next(one for one in expert(sim_2) if one.get("form") == form)["payload"][field]
        result = score(sim_2, "a", expert(sim_2, **{form: {field: [*written, name]}}))
        assert outcomes(result)["p5_no_name"] is Outcome.BAD


def test_the_shared_account_left_open_is_used_within_the_hour(sim_2: Scenario) -> None:
    # The new password takes as long as the account's removal would have.
    play = [{**one, "action": "new_password"} if one.get("action") == "revoke" else one for one in expert(sim_2)]
    state = replay(sim_2, "a", play)
    assert "event.second_download" in state.first
    assert state.ending == "open_door"
    assert "event.second_download" not in replay(sim_2, "a", expert(sim_2)).first


def test_a_late_recall_earns_half(sim_2: Scenario) -> None:
    play = expert(sim_2)
    result = score(sim_2, "a", [play[0], HOUR, *play[1:]])
    assert outcomes(result)["p4_stop"] is Outcome.RECOVERED


def test_one_variant_plays_under_another_law_and_says_that_it_is_training(sim_2: Scenario) -> None:
    laws = {variant: case.profile for variant, case in sim_2.cases.items()}
    assert {variant: profile.id for variant, profile in laws.items()} == {
        "a": "cn-incident",
        "b": "cn-incident",
        "d": "eu-gdpr",
    }
    assert laws["a"].laws.keys() == laws["d"].laws.keys()
    for variant in sim_2.cases:
        desk = view(sim_2, variant, initial_state(sim_2, variant), "en")
        assert "not legal advice" in str(desk["legal_notice"])
    told = debrief(sides(sim_2, "d", expert(sim_2, "d"), "en"))
    cited = str([rule["laws"] for rule in told["rules"]])  # type: ignore[index, union-attr, call-overload]
    assert "General Data Protection Regulation" in cited
    assert "Cybersecurity" not in cited
    assert told["outcome"]["id"] == "held"  # type: ignore[index, call-overload]


@pytest.mark.parametrize("locale", ["en", "zh-hant", "zh-hans"])
def test_the_right_option_is_not_known_by_its_length(sim_2: Scenario, locale: str) -> None:
    for case in sim_2.cases.values():
        longest, shortest = [], []
        for action in case.goldens["expert"].play:
            form = case.forms.get(str(action.get("form")))
            payload: Any = action.get("payload")
            for field in form.fields if form else ():
                lengths = {option.id: len(option.label.resolve(locale)) for option in field.options}
                if field.kind is FieldKind.CHOICE:
                    longest.append(lengths[payload[field.id]] == max(lengths.values()))
                    shortest.append(lengths[payload[field.id]] == min(lengths.values()))
        assert mean(longest) <= 0.5
        assert mean(shortest) <= 0.5


def test_the_variant_under_another_law_speaks_of_no_other(sim_2: Scenario) -> None:
    state = replay(sim_2, "d", expert(sim_2, "d"))
    for golden in ("expert", "do_everything", "rubber_stamp"):
        told = debrief(sides(sim_2, "d", sim_2.cases["d"].goldens[golden].play, "en"))
        whole = f"{view(sim_2, 'd', state, 'en')} {told}"
        for word in ("article 57", "Article 57", "Information Protection Law", "county", "township", "village"):
            assert word not in whole, word


@pytest.mark.parametrize(("variant", "hours"), [("a", {1, 2, 4}), ("b", {1, 2, 4}), ("d", {72})])
def test_the_clocks_of_the_report_run_out_when_the_story_says_so(
    sim_2: Scenario, variant: str, hours: set[int]
) -> None:
    """Above and below the threshold the same clocks run, so that none tells the grade."""
    case, start = sim_2.cases[variant], initial_state(sim_2, variant)
    periods = {case.clocks[name].period for name in start.clocks}
    assert {period.hours for period in periods} == hours
    last = max(periods, key=lambda period: period.hours)
    due = next(event.minute for event in case.events if event.id == "report_due")
    assert last.falls_due(start.clocks["report_other"]) == due


def test_the_clocks_stop_with_the_report_right_or_wrong(sim_2: Scenario) -> None:
    for to in ("authority", "police_all"):
        log = expert(sim_2, report={"to": to})
        place = next(n for n, action in enumerate(log) if action.get("form") == "report")
        for acts, status in ((place, "running"), (place + 1, "stopped")):
            clocks: Any = view(sim_2, "a", replay(sim_2, "a", log[:acts]), "en")["clock"]
            assert {one["status"] for one in clocks["statutory"] if one["id"] == "report_other"} == {status}


def test_a_guard_sees_the_hours_run_out_in_the_middle_of_an_act(sim_2: Scenario) -> None:
    log = [{"type": "wait", "until": "hour"}] * 2
    case = sim_2.cases["a"]
    expired = Expired(Kind.BOOL, None, "report_central", case.clocks["report_central"].period)
    told = Event("told", 0, expired, ())
    watched = replace(sim_2, cases={"a": replace(case, events=(*case.events, told))})
    state = replay(watched, "a", [{"type": "open", "document": "alert"}, *log])  # two minutes past
    assert state.first["event.told"].minute == 120
