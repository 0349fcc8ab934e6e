"""From points to the level scale: design 4.4 with the numbers of SIM-1 worked out by hand."""

import pytest

from assessments.models import Evidence

from .conftest import golden, play

pytestmark = pytest.mark.django_db


def values(run):
    return dict(Evidence.objects.filter(case_run=run).values_list("competency__code", "value"))


def rule(run, name):
    return next(one for one in run.result["rules"] if one["id"] == name)


def test_all_points_stand_as_far_above_the_level_as_the_cut_lies_below_one(exam):
    """y = 3 - 0.5 + 2(1 - q*): 3.2 for a cut of .65, 3.1 for one of .70."""
    run = play(exam, golden(exam, "expert"))
    expected = {"S1": 3.2, "C1": 3.2, "P2": 3.1, "D3": 3.2, "S5": 3.2, "P5": 3.2}
    assert values(run) == pytest.approx(expected)


def test_a_mistake_put_right_earns_half(exam):
    """The decision is worth 9 of the 37 points of S1: 32.5 / 37 = .8784, and y = 2.5 + 2(.8784 - .65) = 2.957."""
    log = golden(exam, "expert")
    place = next(place for place, action in enumerate(log) if action.get("form") == "decision")
    hasty = {**log[place], "payload": {**log[place]["payload"], "outcome": "escalate"}}
    run = play(exam, [*log[:place], hasty, *log[place:]])
    decided = rule(run, "s1_decision")
    assert (decided["outcome"], decided["earned"], decided["points"], decided["breach"]) == ("recovered", 4.5, 9, None)
    assert values(run)["S1"] == pytest.approx(2.957, abs=0.0005)
    assert values(run)["D3"] == pytest.approx(3.2)


def test_fewer_than_four_opportunities_say_nothing(exam):
    run = play(exam, golden(exam, "careless_disclosure"))
    shown = {one["competency"]: one["opportunities"] for one in run.result["competencies"]}
    assert {code for code, count in shown.items() if count >= 4} == set(values(run))
    assert min(shown.values()) < 4


def test_a_critical_breach_fails_but_what_was_shown_stays_evidence(exam):
    log = golden(exam, "expert")
    for action in log:
        if action.get("form") == "call_reply":
            action["payload"] = {"share": ["phone"], "say": "explain", "after": "log_and_tell"}
    run = play(exam, log)
    assert (run.has_critical_breach, run.has_passed) == (True, False)
    assert run.score >= 70
    assert values(run)["S1"] == pytest.approx(3.2)
    assert values(run)["P2"] < 3.1


def test_practice_writes_none_whatever_it_scores(practice):
    assert play(practice, golden(practice, "expert")).score == 100.0
    assert not Evidence.objects.exists()
