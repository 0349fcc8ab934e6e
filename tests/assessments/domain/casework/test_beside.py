"""Two lines side by side: every act once, and a mark that says what it has of the other."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.case_proof.bots import random_log
from assessments.domain.casework.beside import Day, Mark, beside
from assessments.domain.casework.debrief import EXPERT
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.timeline import Act, Line, played
from tests.assessments.domain.casework.desk import read_scenario


def act(key: str, *, day: str = "2026-09-21", time: str = "09:00", says: str = "") -> Act:
    kind, _, ref = key.partition(".")
    lines = (Line("field", "", (says,)),) if says else ()
    return Act(step=1, shown={"date": day, "time": time, "kind": kind, "ref": ref, "label": ref}, lines=lines)


def marks(days: list[Day]) -> list[tuple[str, str]]:
    return [((row.mine or row.expert).key, row.mark.value) for day in days for row in day.rows]  # type: ignore[union-attr]


def test_the_same_act_stands_in_one_row_and_says_whether_its_content_differs() -> None:
    mine = [act("open.lease"), act("submit.notice", says="all papers")]
    expert = [act("open.lease"), act("submit.notice", says="one paper")]
    assert marks(beside(mine, expert)) == [("open.lease", "alike"), ("submit.notice", "otherwise")]


def test_remarks_and_dates_make_no_difference() -> None:
    said = Act(step=1, shown=act("submit.notice").shown, lines=(Line("remark", "", ("Hello",), is_free=True),))
    assert marks(beside([said], [act("submit.notice")])) == [("submit.notice", "alike")]


def test_what_only_one_did_is_marked_and_what_both_did_at_other_times_is_not_blamed() -> None:
    mine = [act("do.split"), act("submit.notice", day="2026-09-22")]
    expert = [act("open.lease"), act("submit.notice")]
    assert marks(beside(mine, expert)) == [
        ("do.split", "own"),
        ("open.lease", "missed"),
        ("submit.notice", "elsewhen"),
        ("submit.notice", "elsewhen"),
    ]


def test_waiting_is_never_marked() -> None:
    assert marks(beside([act("wait."), act("wait.")], [act("finish.")])) == [
        ("wait", "plain"),
        ("wait", "plain"),
        ("finish", "plain"),
    ]


def test_a_second_time_has_to_find_a_second_time() -> None:
    expected = [("open.lease", "alike"), ("open.lease", "own")]
    assert marks(beside([act("open.lease"), act("open.lease")], [act("open.lease")])) == expected


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(0, 40))
def test_every_act_of_any_run_stands_there_once(seed: int, length: int) -> None:
    scenario: Scenario = read_scenario()
    case = scenario.case("a")
    say = Renderer("en", case.parameters)
    mine = played(scenario, "a", random_log(scenario.case("a"), Random(seed), length=length), say).acts
    expert = played(scenario, "a", case.goldens[EXPERT].play, say).acts
    days = beside(mine, expert)
    rows = [row for day in days for row in day.rows]
    assert Counter(id(row.mine) for row in rows if row.mine) == Counter(map(id, mine))
    assert Counter(id(row.expert) for row in rows if row.expert) == Counter(map(id, expert))
    assert [day.date for day in days] == sorted({one.day for one in (*mine, *expert)})
    missed = Counter(row.expert.key for row in rows if row.mark is Mark.MISSED and row.expert)
    wanted = Counter(one.key for one in expert if one.kind != "wait") - Counter(one.key for one in mine)
    assert missed == Counter({key: count for key, count in wanted.items() if key != "finish"})
