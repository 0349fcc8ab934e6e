"""A world with numbers: tables, difference equations, events that come again, gauges, numbers told as they were."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from assessments.domain.casework.errors import ScenarioInvalid
from assessments.domain.casework.gauges import draft_gauges
from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.desk import read_mapping

WEEK = 5
A_WEEK: list[dict[str, Any]] = [{"type": "wait", "until": "next_day"}] * WEEK


def with_model(**changes: Any) -> dict[str, Any]:
    """SIM-1 with a world that grows: each five days stock += pace of the stock, load = the stock of the week before."""
    mapping = read_mapping()
    mapping["vars"] |= {
        "stock": {"int": [0, 50], "init": 1},
        "load": {"int": [0, 50], "init": 0},
        "mood": {"enum": ["good", "bad"], "init": "good"},
    }
    mapping["tables"] = {"pace": {"good": {0: 10, 20: 5}, "bad": {0: 0}}, "price": {"gain": 3, "else": 2}}
    mapping["clock"] |= {"waits": ["hour", "next_day", "next_week"]}
    mapping["horizon_days"] = 60
    weekly = {
        "id": "weekly",
        "day": WEEK,
        "every": WEEK,
        "do": [{"let": {"stock": ["plus", "stock", ["table", "pace", "mood", "stock"]], "load": "stock"}}],
    }
    mapping["events"] = [*mapping["events"], weekly]
    mapping["endings"] = [mapping["endings"][-1]]
    mapping["meters"] = [
        {"id": "stock", "label": {"en": "Stock"}, "value": "stock", "limit": 20, "unit": {"en": "pieces"}}
    ]
    return {**mapping, **changes}


def stock_after(scenario: Scenario, weeks: int) -> tuple[Any, Any]:
    state = replay(scenario, "a", A_WEEK * weeks)
    return state.variables["stock"], state.variables["load"]


def test_each_step_is_worked_out_from_the_state_before_it() -> None:
    scenario = load_scenario(with_model())
    # 1 → 11 → 21 (pace 10 below 20) → 26 → 31; the load runs a week behind.
    assert [stock_after(scenario, weeks) for weeks in range(5)] == [(1, 0), (11, 1), (21, 11), (26, 21), (31, 26)]


def test_a_week_ends_where_the_calendar_has_a_new_one() -> None:
    scenario = load_scenario(with_model())
    hours = scenario.case("a").hours
    state = replay(scenario, "a", [{"type": "wait", "until": "next_week"}])
    assert hours.date_of(state.day).isocalendar().week == hours.start.isocalendar().week + 1
    assert hours.date_of(state.day - 1).isocalendar().week == hours.start.isocalendar().week
    assert state.minute % state.day_minutes == 0


def test_the_next_day_can_be_waited_for_whatever_the_author_names() -> None:
    mapping = with_model()
    for named in ([], ["next_week"]):
        mapping["clock"]["waits"] = named
        scenario = load_scenario(mapping)
        assert view(scenario, "a", replay(scenario, "a", A_WEEK), "en")["waits"] == ["next_day", *named]


def test_numbers_stay_within_their_bounds() -> None:
    assert stock_after(load_scenario(with_model()), 11)[0] == 50


def test_a_recurring_event_is_counted_each_time() -> None:
    state = replay(load_scenario(with_model()), "a", A_WEEK * 3)
    assert state.counts["event.weekly"] == 3


def test_a_meter_shows_where_the_world_stands_and_when_it_is_over_its_limit() -> None:
    scenario = load_scenario(with_model())
    shown = [view(scenario, "a", replay(scenario, "a", A_WEEK * weeks), "en")["meters"] for weeks in (1, 2)]
    meter = {"id": "stock", "label": "Stock", "limit": 20, "unit": "pieces"}
    assert shown == [[{**meter, "value": 11, "is_over": False}], [{**meter, "value": 21, "is_over": True}]]


def test_an_answer_and_a_message_tell_the_number_of_their_time() -> None:
    mapping = with_model()
    tool = mapping["tools"][0]
    mapping["tools"][0] = {**tool, "answers": [{"status": "match", "note": {"en": "There are {stock}."}}]}
    [message] = [one for one in mapping["inbox"] if one["id"] == mapping["at_start"][0]]
    message["body"] = {"en": "We begin with {stock}."}
    scenario = load_scenario(mapping)
    ask = {
        "type": "look_up",
        "tool": tool["id"],
        "purpose": tool["purposes"][0]["id"],
        "basis": tool["bases"][0]["id"],
    }
    shown = view(scenario, "a", replay(scenario, "a", [*A_WEEK, ask, *A_WEEK]), "en")
    assert shown["tools"][0]["results"][0]["note"] == "There are 11."
    assert next(one for one in shown["inbox"] if one["id"] == message["id"])["body"] == "We begin with 1."


def test_a_draft_of_a_form_is_gauged_before_it_is_sent() -> None:
    mapping = with_model()
    form = next(one for one in mapping["forms"] if any(field["kind"] == "multi" for field in one["fields"]))
    field = next(one for one in form["fields"] if one["kind"] == "multi")
    options = [option["id"] for option in field["options"]]
    mapping["tables"]["price"] = {options[0]: 3, "else": 2}
    form["gauges"] = [{"id": "cost", "label": "Cost", "value": ["sum", "price", ["payload", form["id"], field["id"]]]}]
    scenario = load_scenario(mapping)
    case, state = scenario.case("a"), replay(scenario, "a", [])
    for values, cost in (({}, 0), ({field["id"]: options[:1]}, 3), ({field["id"]: [*options[:2], "forged"]}, 5)):
        [gauge] = draft_gauges(case.forms[form["id"]], values, state=state, say=Renderer("en"))
        assert (gauge.value, gauge.limit, gauge.is_over) == (cost, None, False)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (["plus", 1, 2, 3], 6),
        (["minus", 1, "stock"], 0),
        (["times", 2, 3, 4], 24),
        (["over", 17, 5], 3),
        (["least", 7, 5, 9], 5),
        (["most", 7, 5, 9], 9),
        (["table", "pace", "mood", -3], 10),
        (["table", "pace", "mood", 20], 5),
        (["table", "price", "mood"], 2),
        (["sum", "price", ["set", "gain", "other"]], 5),
        (["size", ["set", "gain", "other"]], 2),
    ],
)
def test_what_each_operator_works_out(expression: list[Any], value: int) -> None:
    mapping = with_model()
    mapping["events"][-1] = {**mapping["events"][-1], "day": 0, "do": [{"let": {"load": expression}}]}
    state = replay(load_scenario(mapping), "a", [])
    assert state.variables["load"] == value


@pytest.mark.parametrize(("word", "value"), [("good", 7), ("bad", 0)])
def test_a_table_of_several_words_reads_zero_where_it_has_no_row(word: str, value: int) -> None:
    mapping = with_model()
    mapping["tables"]["deep"] = {"good": {"good": {"good": 7}}}
    let = {"load": ["table", "deep", "mood", "mood", word]}
    mapping["events"][-1] = {**mapping["events"][-1], "day": 0, "do": [{"let": let}]}
    assert replay(load_scenario(mapping), "a", []).variables["load"] == value


@pytest.mark.parametrize(
    ("let", "code"),
    [
        ({"stock": ["over", "stock", 0]}, "not_a_divisor"),
        ({"stock": ["over", "stock", "load"]}, "not_a_divisor"),
        ({"stock": ["plus", "stock", "mood"]}, "not_number"),
        ({"stock": ["plus", "stock"]}, "arguments"),
        ({"stock": ["minus", 3, 2, 1]}, "arguments"),
        ({"stock": ["table", "speed", "mood"]}, "unknown_table"),
        ({"stock": ["table", "pace", "mood"]}, "arguments"),
        ({"stock": ["table", "pace", "stock", "stock"]}, "axis_word"),
        ({"stock": ["table", "pace", "mood", "mood"]}, "axis_number"),
        ({"stock": ["sum", "pace", ["set", "good"]]}, "sum_of_set"),
        ({"stock": ["sum", "price", "stock"]}, "sum_of_set"),
        ({"mood": 3}, "not_a_number"),
        ({"luck": 3}, "not_a_number"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_by_its_place(let: dict[str, Any], code: str) -> None:
    mapping = with_model()
    mapping["events"][-1] = {**mapping["events"][-1], "do": [{"let": let}]}
    with pytest.raises(ScenarioInvalid) as refused:
        load_scenario(mapping)
    assert {problem.code for problem in refused.value.problems} == {code}
    place = f"events[{len(mapping['events']) - 1}].do[0].let."
    assert all(problem.path.startswith(place) for problem in refused.value.problems)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({}, "not_mapping"),
        (7, "not_mapping"),
        ({"good": 1, 3: 2}, "table_axis"),
        ({1: 1, "else": 2}, "table_axis"),
        ({"good": 1, "bad": {"x": 1}}, "table_shape"),
        ({"good": {"x": 1}, "bad": {3: 1}}, "table_shape"),
        ({"good": "many"}, "not_whole"),
        ({"good": 1_000_000}, "out_of_range"),
        ({"a": {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}}, "table_deep"),
    ],
)
def test_a_table_that_is_none_is_refused_by_its_place(table: object, code: str) -> None:
    mapping = with_model()
    mapping["tables"] = {**mapping["tables"], "odd": table}
    with pytest.raises(ScenarioInvalid) as refused:
        load_scenario(mapping)
    assert {problem.code for problem in refused.value.problems} == {code}
    assert all(problem.path.startswith("tables.odd") for problem in refused.value.problems)


def test_a_text_names_no_variable_where_nobody_knows_it_yet() -> None:
    mapping = deepcopy(with_model())
    mapping["briefing"] = {"en": "There are {stock}."}
    with pytest.raises(ScenarioInvalid) as refused:
        load_scenario(mapping)
    assert {problem.code for problem in refused.value.problems} == {"unknown_parameter"}
