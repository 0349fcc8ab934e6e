"""Three conversations a month: fair over the months, the same at every look."""

from dataclasses import replace
from math import ceil

import pytest

from analytics.domain.conversations import NEVER, Candidate, Reason, choose, disagree, strongest

YEARS = 5 * 12


def months(people, reasons=None):
    """Who is proposed in each of many months."""
    last = dict.fromkeys(range(people), None)
    for month in range(YEARS):
        candidates = [
            Candidate(one, (reasons or {}).get(one, Reason.TURN), NEVER if at is None else month - at)
            for one, at in last.items()
        ]
        chosen = [one.person for one in choose(candidates, f"unit/{month}")]
        last |= dict.fromkeys(chosen, month)
        yield chosen


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 7, 12, 30])
def test_everybody_comes_round_although_somebody_always_presses(people):
    seen = {}
    for month, chosen in enumerate(months(people, {0: Reason.RECHECK, 1: Reason.CRITICAL_GAP})):
        assert len(chosen) <= min(3, ceil(people / 2))
        for one in chosen:
            assert month - seen.get(one, 0) <= people + 1
            seen[one] = month
    assert set(seen) == set(range(people))


@pytest.mark.parametrize("people", [2, 3, 4, 5, 12])
def test_never_the_same_people_two_months_running(people):
    before = []
    for chosen in months(people, dict.fromkeys(range(people), Reason.RECHECK)):
        assert set(chosen).isdisjoint(before)
        before = chosen


def test_what_presses_comes_sooner():
    candidates = [Candidate(one, Reason.TURN) for one in range(40)]
    pressed = replace(candidates[17], reason=Reason.RECHECK, months_ago=20)
    chosen = choose([*candidates[:17], pressed, *candidates[18:]], "unit/month")
    assert pressed in chosen


def test_the_same_for_the_same_month_and_in_no_order_of_need():
    candidates = [Candidate(one, Reason.CRITICAL_GAP if one % 2 else Reason.TURN) for one in range(9)]
    assert choose(candidates, "a") == choose(candidates[::-1], "a")
    assert choose([], "a") == []


def test_the_strongest_reason_speaks():
    assert strongest([Reason.READY, Reason.RECHECK]) is Reason.RECHECK
    assert strongest([]) is Reason.TURN


def test_results_disagree_when_further_apart_than_their_errors_explain():
    assert disagree([1.0, 4.0])
    assert not disagree([2.0, 4.0])
    assert not disagree([4.0])
