from datetime import UTC, datetime, timedelta

import pytest

from assessments.domain.board import SeatFacts, SeatState, state_of

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


WORKS = {"started_at": ago(1000), "answered_at": ago(100), "seen_at": ago(20)}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, SeatState.ABSENT),
        ({"arrived_at": ago(9)}, SeatState.WAITING),
        ({"arrived_at": ago(9), "admitted_at": ago(5)}, SeatState.ADMITTED),
        (WORKS, SeatState.WORKING),
        ({**WORKS, "answered_at": ago(181)}, SeatState.QUIET),
        ({**WORKS, "answered_at": None}, SeatState.QUIET),
        ({"started_at": ago(100), "seen_at": ago(20)}, SeatState.WORKING),
        ({**WORKS, "seen_at": ago(76)}, SeatState.OFFLINE),
        (
            {**WORKS, "seen_at": None},
            SeatState.WORKING,
        ),  # a browser without scripts gives no sign: unknown, not offline
        ({**WORKS, "is_resting": True, "seen_at": ago(999)}, SeatState.RESTING),
        ({**WORKS, "is_paused": True, "seen_at": ago(999)}, SeatState.PAUSED),
        ({**WORKS, "is_paused": True, "hand_raised_at": ago(1)}, SeatState.HAND),
        ({**WORKS, "is_over": True, "hand_raised_at": ago(1)}, SeatState.DONE),
    ],
)
def test_a_seat_shows_what_the_invigilator_must_know(facts, state):
    assert state_of(SeatFacts(**facts), NOW) is state


def test_whoever_needs_somebody_comes_before_whoever_works():
    assert [state for state in SeatState if state.is_exception] == [
        SeatState.HAND,
        SeatState.OFFLINE,
        SeatState.QUIET,
        SeatState.PAUSED,
        SeatState.WAITING,
    ]
    assert sorted(SeatState, key=lambda state: state.rank)[-1] is SeatState.DONE
