"""What is kept of the decisions of a run, and what may be told of those of many."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.casework.decision_release import release
from assessments.domain.casework.decisions import decisions_of
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario

Notice = dict[str, dict[str, list[str]]]


def notice(*items: str) -> Notice:
    return {"notice": {"items": list(items)}}


def test_boxes_add_up_over_the_letters_and_choices_are_those_that_stood(sim_1: Scenario) -> None:
    log = [dict(action) for action in sim_1.case("a").goldens["expert"].play]
    place = next(place for place, action in enumerate(log) if action.get("form") == "one_time_notice")
    payload: Any = log[place]["payload"]
    form = sim_1.case("a").forms["one_time_notice"]
    options = {field.id: [option.id for option in field.options] for field in form.fields}
    other = next(option for option in options["wording"] if option != payload["wording"])
    item = next(option for option in options["items"] if option not in payload["items"])
    more = {**log[place], "payload": {**payload, "items": [item], "wording": other}}
    kept = decisions_of(sim_1.case("a"), replay(sim_1, "a", [*log[: place + 1], more]))["one_time_notice"]
    assert kept["items"] == sorted({*payload["items"], item})
    assert kept["wording"] == [other]
    assert "remark" not in kept
    assert "reply_by" not in kept


def test_nothing_is_told_of_fewer_than_ten_who_sent_a_letter() -> None:
    assert release([notice("plan")] * 9 + [{}] * 20, {}) == {}
    assert release([notice("plan")] * 10, {}) == {"notice": {"people": 10, "fields": {"items": {"plan": 10}}}}


def test_only_whole_tens_count_and_each_count_is_rounded_to_five() -> None:
    logged = [notice("plan")] * 8 + [notice("plan", "proof")] * 2 + [notice("proof")] * 9
    assert release(logged, {})["notice"] == {"people": 10, "fields": {"items": {"plan": 10}}}
    logged = [notice("plan")] * 7 + [notice("proof")] * 3
    assert release(logged, {})["notice"]["fields"]["items"] == {"plan": 5, "proof": 5}


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), max_size=60))
def test_what_is_told_moves_only_with_ten_more_people_and_never_by_one(chosen: list[list[str]]) -> None:
    held: dict[str, Any] = {}
    moved_at = []
    for count in range(1, len(chosen) + 1):
        fresh = release([notice(*items) for items in chosen[:count]], held)
        if fresh != held:
            moved_at.append(count)
        held = fresh
    assert moved_at == [*range(10, len(chosen) + 1, 10)]
    for form in held.values():
        assert form["people"] % 10 == 0
        assert all(count % 5 == 0 and count > 0 for count in form["fields"]["items"].values())
