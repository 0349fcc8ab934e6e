"""Conditions are read into typed trees, or refused in words that an author can act on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments.domain.casework.clock import OfficeHours, Period
from assessments.domain.casework.expressions import Kind, keys_of
from assessments.domain.casework.grammar import FieldType, GrammarError, Names, parse
from assessments.domain.casework.reducer import initial_state
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.state import Moment, State, Submission

NAMES = Names(
    variables={
        "status": FieldType(Kind.SYMBOL, frozenset({"open", "closed"})),
        "tries": FieldType(Kind.INT),
        "late": FieldType(Kind.BOOL),
    },
    facts=frozenset({"seen"}),
    keys=frozenset({"open.lease", "submit.notice", "look_up"}),
    clocks={"notice_period": Period(OfficeHours(date(2026, 9, 21), 540, 1020), working_days=5)},
    forms={
        "notice": {
            "items": FieldType(Kind.SET, frozenset({"plan", "consent"})),
            "clause": FieldType(Kind.SYMBOL, frozenset({"al32"})),
            "reply_by": FieldType(Kind.SYMBOL, None, is_date=True),
            "remark": FieldType(Kind.SYMBOL),
        }
    },
    checklists={"intake": {"identity": frozenset({"met", "not_met"})}},
    sources=frozenset({"lease"}),
)


@pytest.fixture
def state(sim_1: Scenario) -> State:
    """Day 3; a notice went out on day 0, after the lease had been opened."""
    return replace(
        initial_state(sim_1, "a"),
        minute=3 * 480,
        variables={"status": "open", "tries": 2, "late": False},
        first={"open.lease": Moment(0, 0), "submit.notice": Moment(1, 30)},
        counts={"open.lease": 1, "submit.notice": 2},
        submissions={
            "notice": (
                Submission(30, {"items": frozenset({"plan"}), "clause": None}, {"reply_by": 7}),
                Submission(90, {"items": frozenset({"consent"}), "clause": "al32"}, {"reply_by": 4}),
            )
        },
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (True, True),
        ("late", False),
        (["not", "late"], True),
        (["and", ["==", "status", "open"], ["at_least", "tries", 2]], True),
        (["or", ["at_most", "tries", 1], ["<=", "tries", 1]], False),
        (["in", "status", ["set", "closed"]], False),
        (["known", "seen"], False),
        (["done", "open.lease"], True),
        (["==", ["count", "submit.notice"], 2], True),
        (["before", "open.lease", "submit.notice"], True),
        (["before", "submit.notice", "open.lease"], False),
        (["before", "open.lease", "look_up"], True),
        (["before", "look_up", "open.lease"], False),
        (["within", "open.lease", "submit.notice", 0], True),
        (["within", "open.lease", "look_up", 9], False),
        (["elapsed_wd", 3], True),
        (["elapsed_wd", 4], False),
        (["elapsed_wd", 3, "submit.notice"], True),
        (["elapsed_wd", 0, "look_up"], False),
        (["expired", "notice_period"], False),
        (["in", "consent", ["payload", "notice", "items"]], True),
        (["in", "consent", ["first_payload", "notice", "items"]], False),
        (["subset", ["payload", "notice", "items"], ["set", "plan", "consent"]], True),
        (["==", ["size", ["payload", "notice", "items"]], 1], True),
        (["==", ["payload", "notice", "clause"], "al32"], True),
        (["==", ["first_payload", "notice", "clause"], "al32"], False),
        (["==", ["days_given", "notice", "reply_by"], 4], True),
        (["==", ["mark", "intake", "identity"], "met"], False),
        (["==", ["source", "intake", "identity"], "lease"], False),
    ],
)
def test_a_condition_says_what_it_means(state: State, condition: Any, expected: bool) -> None:
    assert parse(condition, NAMES).evaluate(state) is expected


@pytest.mark.parametrize(
    ("condition", "code", "told"),
    [
        (["nand", "late"], "unknown_operator", {"name": "nand", "near": "and"}),
        (["==", "status", "opne"], "unknown_value", {"name": "opne", "near": "open"}),
        (["==", "status", 3], "kinds", {"wanted": "symbol symbol", "given": "symbol int"}),
        (["at_least", "status", 3], "kinds", {"wanted": "int int"}),
        (["in", ["payload", "notice", "items"], "plan"], "kinds", {"wanted": "symbol set", "given": "set symbol"}),
        (["in", "platn", ["payload", "notice", "items"]], "unknown_value", {"near": "plan"}),
        (["done", "open.leese"], "unknown_key", {"near": "open.lease"}),
        (["payload", "notice", "remark"], "free_field", {"name": "notice.remark"}),
        (["==", ["days_given", "notice", "items"], 2], "not_a_date_field", {"name": "notice.items"}),
        (["elapsed_wd", -1], "not_a_count", {"given": -1}),
        (["elapsed_wd", True], "not_a_count", {"given": True}),
        (["not"], "arguments", {"wanted": "1", "given": 0}),
        (["and"], "no_condition", {"name": "and"}),
        ("status", "not_yes_or_no", {"given": "status"}),
        (["size", "status"], "size_of_set", {}),
        ({"and": []}, "not_condition", {}),
        (["__import__", "os"], "unknown_operator", {"name": "__import__"}),
    ],
)
def test_a_condition_without_sense_is_refused_by_code(condition: Any, code: str, told: dict[str, Any]) -> None:
    with pytest.raises(GrammarError) as refused:
        parse(condition, NAMES)
    assert refused.value.code == code
    assert told.items() <= refused.value.detail.items()


def test_a_condition_names_the_acts_it_looks_at() -> None:
    condition = parse(["and", ["before", "open.lease", "submit.notice"], ["done", "open.lease"]], NAMES)
    assert keys_of(condition) == ("open.lease", "submit.notice")
