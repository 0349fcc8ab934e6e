from datetime import UTC, datetime, timedelta

import pytest

from assessments.domain.stopped_clock import Clock

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


RUNNING = Clock(START + minutes(60))
RESTING = RUNNING.stop(START + minutes(20), longest=minutes(15))


def test_while_it_stands_still_nothing_is_used_up():
    for later in (20, 25, 34.9):
        assert RESTING.left(START + minutes(later)) == minutes(40)
        assert RESTING.stands_still(START + minutes(later))


def test_an_unused_part_of_the_stop_is_taken_back():
    after = RESTING.run(START + minutes(25))
    assert after == Clock(START + minutes(65))
    assert RESTING.used(START + minutes(25)) == minutes(5)


@pytest.mark.parametrize("ended", [35, 50, 500])
def test_a_stop_that_lasts_too_long_gives_no_more_than_its_allowance(ended):
    assert RESTING.run(START + minutes(ended)) == Clock(START + minutes(75))
    assert RESTING.used(START + minutes(ended)) == minutes(15)


def test_once_the_allowance_is_used_the_clock_runs_again_by_itself():
    assert not RESTING.stands_still(START + minutes(35))
    assert RESTING.left(START + minutes(45)) == minutes(30)
    assert RESTING.left(START + minutes(500)) == minutes(0)


def test_a_clock_that_stands_still_is_not_stopped_again():
    with pytest.raises(ValueError, match="already"):
        RESTING.stop(START + minutes(21), longest=minutes(1))


def test_minutes_may_be_added_while_it_stands_still():
    assert RESTING.extended(minutes(10)).left(START + minutes(30)) == minutes(50)
    assert RESTING.extended(minutes(10)).run(START + minutes(30)) == Clock(START + minutes(80))
