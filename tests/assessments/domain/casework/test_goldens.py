"""What SIM-1 teaches: deferral, silence, disclosure, papers read before cited. test_shipped.py has the rest."""

from __future__ import annotations

from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario, Severity
from assessments.domain.casework.scoring import Outcome, score
from assessments.domain.casework.view import view


def test_every_variant_carries_all_the_goldens(sim_1: Scenario) -> None:
    wanted = {"expert", "rubber_stamp", "lazy_return", "do_everything", "careless_disclosure"}
    assert all(set(case.goldens) == wanted for case in sim_1.cases.values())


def test_the_expert_of_one_variant_fails_the_deferral_of_the_other(sim_1: Scenario) -> None:
    strayed = score(sim_1, "b", sim_1.cases["a"].goldens["expert"].play)
    outcomes = {result.rule.id: result.outcome for result in strayed.rules}
    assert outcomes["s5_deferral"] is Outcome.BAD
    assert strayed.worst_breach is Severity.SERIOUS


def test_one_careless_answer_fails_an_otherwise_perfect_run(sim_1: Scenario) -> None:
    play = [dict(action) for action in sim_1.cases["a"].goldens["expert"].play]
    for action in play:
        if action.get("form") == "call_reply":
            action["payload"] = {"share": ["phone"], "say": "explain", "after": "log_and_tell"}
    result = score(sim_1, "a", play)
    assert result.total >= sim_1.pass_mark
    assert result.worst_breach is Severity.CRITICAL
    assert not result.passed


def test_a_wrong_decision_put_right_earns_half(sim_1: Scenario) -> None:
    play = list(sim_1.cases["a"].goldens["expert"].play)
    right = play[-2]
    wrong = {**right, "payload": {**right["payload"], "outcome": "reject"}}  # type: ignore[dict-item]
    result = next(r for r in score(sim_1, "a", [*play[:-2], wrong, *play[-2:]]).rules if r.rule.id == "s1_decision")
    assert (result.outcome, result.earned, result.breach) == (Outcome.RECOVERED, result.rule.points / 2, None)


def test_silence_is_acceptance_after_five_working_days(sim_1: Scenario) -> None:
    result = score(sim_1, "a", [{"type": "wait", "until": "next_day"}] * 6)
    in_time = next(r for r in result.rules if r.rule.id == "s1_in_time")
    assert in_time.breach is Severity.SERIOUS
    assert result.total == 0


def test_a_ground_counts_only_when_its_paper_was_read(sim_1: Scenario) -> None:
    """The promise (variant a) and the floor plan (variant b) come as papers; who has not read them states hearsay."""
    for variant, paper in (("a", "promise_paper"), ("b", "floor_plan_paper")):
        play = sim_1.cases[variant].goldens["expert"].play
        unread = [action for action in play if action.get("document") != paper]
        assert len(unread) == len(play) - 1
        lost = {one.rule.id for one in score(sim_1, variant, unread).rules if one.outcome is not Outcome.GOOD}
        assert lost == {"p5_grounds"}


def test_deferral_without_a_promise_is_not_a_right_decision(sim_1: Scenario) -> None:
    play = [
        {**action, "payload": {**action["payload"], "deferrable": []}}  # type: ignore[dict-item]
        if action.get("form") == "one_time_notice"
        else action
        for action in sim_1.cases["a"].goldens["expert"].play
        if action.get("document") != "promise_paper"
    ]
    result = next(one for one in score(sim_1, "a", play).rules if one.rule.id == "s1_decision")
    assert (result.outcome, result.breach) == (Outcome.BAD, Severity.SERIOUS)


def test_a_paper_that_came_later_reads_in_three_languages(sim_1: Scenario) -> None:
    for variant, case in sim_1.cases.items():
        before_deciding = case.goldens["expert"].play[:-2]
        state = replay(sim_1, variant, before_deciding)
        due = "promise_paper" if variant == "a" else "floor_plan_paper"
        shown = {
            locale: next(one for one in view(sim_1, variant, state, locale)["documents"] if one["id"] == due)  # type: ignore
            for locale in ("en", "zh-hant", "zh-hans")
        }
        assert len({paper["title"] for paper in shown.values()}) == 3
        assert all(paper["opened"] and paper["fields"] for paper in shown.values())
