"""SIM-4: a world of twelve weeks behind a figure; what its model does, and what each way through it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
import yaml

from assessments.domain.casework.gauges import draft_gauges
from assessments.domain.casework.loading import assemble, load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario, Severity
from assessments.domain.casework.scoring import Outcome, Score, score
from assessments.domain.casework.state import State
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.desk import ROOT

FOLDER = ROOT / "assessments" / "starter" / "scenarios" / "sim-4"
VARIANTS = ("a", "b", "c", "d")
OPENED = ("a", "b", "c")  # where a pilot is right
WEEK: dict[str, Any] = {"type": "wait", "until": "next_week"}
ADD_PEOPLE: dict[str, Any] = {"type": "do", "action": "add_people"}
DEPOSIT: dict[str, Any] = {"type": "do", "action": "deposit"}

Act = Mapping[str, Any]


@cache
def sim_4() -> Scenario:
    files = sorted(FOLDER.glob("*.yaml"))
    return load_scenario(assemble(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader) for file in files))


def expert(variant: str) -> list[Act]:
    return list(sim_4().cases[variant].goldens["expert"].play)


def expert_but(variant: str, **changed: Mapping[str, Any]) -> list[Act]:
    """The expert's run with some fields of some letters filled in otherwise: form → field → value."""
    return [
        {**act, "payload": {**act["payload"], **changed[act["form"]]}} if act.get("form") in changed else act
        for act in expert(variant)
    ]


def expert_without(variant: str, *ids: str) -> list[Act]:
    """The expert's run without some deeds, looks or letters."""
    return [act for act in expert(variant) if not {act.get("action"), act.get("tool"), act.get("form")} & {*ids}]


def played(variant: str, log: Sequence[Act]) -> State:
    return replay(sim_4(), variant, log)


def progress_by_week(variant: str, *, first: Sequence[Act] = (), weeks: int = 10) -> list[Any]:
    """What runs on the test bench on each Monday, after these acts in the first week and nothing else."""
    return [played(variant, [*first, *[WEEK] * week]).variables["progress"] for week in range(weeks)]


def lost(result: Score) -> set[str]:
    return {one.rule.id for one in result.rules if one.outcome is not Outcome.GOOD}


def test_an_untouched_team_loses_its_pace_with_its_key_developer() -> None:
    # Three points a week until Monday of week 5, then one.
    assert progress_by_week("a") == [55, 58, 61, 64, 67, 68, 69, 70, 71, 72]


def test_what_was_called_in_before_the_resignation_stays_in_the_team() -> None:
    assert progress_by_week("a", first=[DEPOSIT]) == [55, 58, 61, 64, 67, 69, 71, 73, 75, 77]


def test_added_people_slow_the_work_for_three_weeks_and_speed_it_up_after() -> None:
    alone, crowd = progress_by_week("a"), progress_by_week("a", first=[ADD_PEOPLE])
    gains = [more - less for more, less in zip(crowd, alone, strict=True)]
    steps = [after - before for before, after in pairwise(gains)]
    assert steps[:3] == [-2, -2, -2]
    assert set(steps[3:]) == {1}
    assert gains[-1] <= 0, "nothing is won before September"


def test_people_are_added_and_paid_for_once() -> None:
    once, twice = played("a", [ADD_PEOPLE]), played("a", [ADD_PEOPLE, ADD_PEOPLE])
    assert once.variables["cost"] == twice.variables["cost"] == 675
    [meter] = [one for one in view(sim_4(), "a", once, "en")["meters"] if one["id"] == "cost"]  # type: ignore[union-attr,index,call-overload]
    assert meter["is_over"] is True  # type: ignore[index,call-overload]


@pytest.mark.parametrize("variant", OPENED)
@pytest.mark.parametrize("decision", ["all", "pilot"])
def test_without_the_agreement_no_matter_comes_to_its_end(variant: str, decision: str) -> None:
    play = [
        {**act, "payload": {**act["payload"], "decision": decision}} if act.get("form") == "launch_decision" else act
        for act in expert_without(variant, "agency_letter", "declare")
    ]
    state = played(variant, play)
    assert state.variables["agreement"] == "unsigned"
    assert state.ending == ("collapsed" if decision == "all" else "stalled")
    assert {"m2_agreement", "m2_outcome", "m4_adoption"} <= lost(score(sim_4(), variant, play))


@pytest.mark.parametrize("variant", OPENED)
def test_a_declaration_does_what_the_agreement_would_have_done(variant: str) -> None:
    play = expert_without(variant, "agency_letter", "declare")
    at = next(place for place, act in enumerate(play) if act.get("form") == "replan")
    play.insert(at, {"type": "do", "action": "declare"})
    assert played(variant, play).ending == "used"


def test_an_agency_that_may_not_sign_never_does() -> None:
    state = played("b", expert_without("b", "declare"))
    assert state.variables["agreement"] == "unsigned"
    assert "agency_no" in {delivery.message for delivery in state.inbox}


@pytest.mark.parametrize("change", [{"extent": "whole"}, {"extent": "remind"}, {"backing": "city"}])
def test_a_letter_that_the_agency_cannot_sign_changes_nothing(change: dict[str, str]) -> None:
    assert played("a", expert_but("a", agency_letter=change)).variables["agreement"] == "unsigned"


def test_the_agency_does_not_deal_with_a_board_that_knows_nothing() -> None:
    assert played("a", expert_but("a", board_report={"position": "p85"})).variables["agreement"] == "unsigned"


@pytest.mark.parametrize(
    ("left_out", "morale", "adoption"),
    [((), 4, 85), (("trial",), 3, 70), (("trial", "talk"), 2, 30), (("trial", "talk", "staff_reply"), 0, 4)],
)
def test_adoption_follows_morale(left_out: tuple[str, ...], morale: int, adoption: int) -> None:
    """A letter left out lies open too long and costs a second step."""
    state = played("a", expert_without("a", *left_out))
    assert (state.variables["morale"], state.variables["adoption"]) == (morale, adoption)
    assert state.ending == ("used" if adoption >= 60 else "unused")


def test_where_the_counters_were_lied_to_one_thing_left_out_is_one_too_many() -> None:
    for left_out in ("trial", "talk", "staff_reply"):
        assert played("c", expert_without("c", left_out)).ending == "unused"


@pytest.mark.parametrize("variant", OPENED)
def test_a_scope_that_was_not_cut_is_not_finished(variant: str) -> None:
    whole = ["newborn", "restaurant", "residence", "housing_fund", "disability", "resale"]
    assert played(variant, expert_but(variant, replan={"matters": whole})).ending == "stalled"
    assert played(variant, expert_but(variant, director_reply={"answer": "accept"})).ending == "stalled"


def test_the_plan_shows_its_work_and_whom_it_serves_before_it_is_sent() -> None:
    case, state, say = sim_4().case("a"), played("a", []), Renderer("en")
    for matters, work, visits, is_over in (
        (["newborn", "residence", "disability"], 24, 60, False),
        (["newborn", "residence", "restaurant"], 31, 62, True),
        ([], 0, 0, False),
    ):
        readings = draft_gauges(case.forms["replan"], {"matters": matters}, state=state, say=say)
        assert [(one.value, one.is_over) for one in readings] == [(work, is_over), (visits, False)]


@pytest.mark.parametrize(("variant", "true"), [("a", "p55"), ("b", "p55"), ("c", "p70"), ("d", "p40")])
def test_only_the_figure_that_runs_on_that_day_is_the_true_one(variant: str, true: str) -> None:
    for position in ("p85", "p70", "p55", "p40"):
        play = expert_but(variant, board_report={"position": position})
        result, told = score(sim_4(), variant, play), played(variant, play).variables["told"]
        assert (told == "truly") is (position == true)
        assert ("d4_position" in lost(result)) is (position != true)
        assert (result.worst_breach is Severity.SERIOUS) is (position != true)


def test_a_figure_put_right_later_earns_half_and_the_mandate() -> None:
    play = expert_without("a", "talk")  # which leaves the week time for a second report
    at = next(place for place, act in enumerate(play) if act.get("form") == "board_report")
    wrong = {**play[at], "payload": {**play[at]["payload"], "position": "p85"}}
    outcomes = {one.rule.id: one.outcome for one in score(sim_4(), "a", [*play[:at], wrong, *play[at:]]).rules}
    assert outcomes["d4_position"] is Outcome.RECOVERED
    assert played("a", [*play[:at], wrong, *play[at:]]).variables["agreement"] == "signed"


def test_the_clock_of_the_first_report_stops_with_the_true_one() -> None:
    for golden, is_expired in (("expert", False), ("rubber_stamp", True)):
        state = played("a", sim_4().cases["a"].goldens[golden].play)
        assert state.clocks["report_period"].is_expired(state.day, 15) is is_expired


@pytest.mark.parametrize("decision", ["all", "pilot"])
def test_whoever_opens_what_lies_open_to_strangers_fails(decision: str) -> None:
    play = expert_but("d", launch_decision={"decision": decision})[:-2]
    result = score(sim_4(), "d", play)
    assert played("d", play).ending == "leaked"
    assert result.worst_breach is Severity.CRITICAL and not result.passed


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_stop_is_right_where_nothing_else_is_and_needs_a_board_that_knows(variant: str) -> None:
    stop = {"launch_decision": {"decision": "stop"}, "public_note": {"message": "not_open"}}
    wrong = lost(score(sim_4(), variant, expert_but(variant, **stop)))
    assert ("m2_launch" in wrong) is (variant != "d")
    assert played(variant, expert_but(variant, **stop)).ending == (
        "stopped_well" if variant in "bd" else "stopped_badly"
    )
    unheard = expert_but(variant, **stop, board_report={"position": "p85"})
    assert played(variant, unheard).ending == "stopped_badly"


def test_a_stop_where_the_agency_may_not_sign_earns_half() -> None:
    play = expert_but("b", launch_decision={"decision": "stop"}, public_note={"message": "not_open"})
    outcomes = {one.rule.id: one.outcome for one in score(sim_4(), "b", play).rules}
    assert {outcomes[name] for name in ("m2_launch", "m2_outcome", "m4_adoption")} == {Outcome.RECOVERED}


@pytest.mark.parametrize(
    ("left_out", "rules"),
    [
        ("demo", {"c1_risks", "d4_basis", "d4_lights", "d4_again", "m3_inspect"}),
        ("agreement_file", {"m2_cheap_first", "m2_critical", "d4_lights"}),
        ("invoices", {"c1_risks", "m3_invoice", "d4_lights"}),
        ("deposit", {"m3_exit", "m3_deposit_early", "m2_outcome", "m4_adoption"}),
        ("public_note", {"c1_public", "c1_public_help", "c1_quiet"}),
    ],
)
def test_what_an_omission_costs(left_out: str, rules: set[str]) -> None:
    # Without the look, a light cannot cite it.
    play = [without_source(act, left_out) for act in expert_without("a", left_out)]
    assert lost(score(sim_4(), "a", play)) == rules


def without_source(act: Act, source: str) -> Act:
    if act["type"] != "check":
        return act
    marks = {
        name: {**mark, "source": None} if mark["source"] == source else mark for name, mark in act["marks"].items()
    }
    return {**act, "marks": marks}


@pytest.mark.parametrize(
    ("variant", "golden", "ending"),
    [
        *((variant, "expert", "used") for variant in OPENED),
        *((variant, "rubber_stamp", "collapsed") for variant in OPENED),
        *((variant, "believes_the_report", "stalled") for variant in OPENED),
        *((variant, "hides_from_board", "unused") for variant in OPENED),
        *((variant, "puts_it_right", "taken_back") for variant in OPENED),
        *((variant, "do_everything", "stopped_badly") for variant in OPENED),
        *((variant, "lazy_forwarding", "postponed") for variant in VARIANTS),
        ("d", "expert", "stopped_well"),
        ("d", "puts_it_right", "postponed"),
        *(("d", golden, "leaked") for golden in ("rubber_stamp", "do_everything", "believes_the_report")),
    ],
)
def test_where_each_scripted_run_ends(variant: str, golden: str, ending: str) -> None:
    assert played(variant, sim_4().cases[variant].goldens[golden].play).ending == ending


@pytest.mark.parametrize("variant", VARIANTS)
def test_whoever_waits_slides_past_the_day(variant: str) -> None:
    assert played(variant, [WEEK] * 12).ending == "slid"
    assert score(sim_4(), variant, [WEEK] * 12).total == 0


def test_every_variant_carries_runs_of_the_same_names() -> None:
    assert len({frozenset(case.goldens) for case in sim_4().cases.values()}) == 1


def test_the_demonstration_tells_what_runs_on_its_day() -> None:
    look = {"type": "look_up", "tool": "demo", "purpose": "position", "basis": "contract6"}
    shown = view(sim_4(), "a", played("a", [look, WEEK, WEEK, WEEK, look]), "en")
    [tool] = [one for one in shown["tools"] if one["id"] == "demo"]  # type: ignore[union-attr,index,call-overload]
    told = [result["fields"][1]["value"] for result in tool["results"]]  # type: ignore[union-attr,index,call-overload]
    assert told == ["55 of 100", "64 of 100"]


@pytest.mark.parametrize(("variant", "files"), [("a", False), ("d", True)])
def test_the_board_hears_of_open_files_where_there_are_any_and_of_no_others(variant: str, files: bool) -> None:
    for told in (True, False):
        risks = ["key_person", "invoice", *(["files"] if told else [])]
        wrong = lost(score(sim_4(), variant, expert_but(variant, board_report={"risks": risks})))
        assert wrong == (set() if told is files else {"c1_risks"})
