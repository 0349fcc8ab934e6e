"""Engagement, not seat time: the floor, the server's clock and the self-checks decide."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.domain.engagement import (
    BEACON_CAP,
    Effort,
    LessonDemand,
    credited_seconds,
    is_worked_through,
    seconds_missing,
)

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
DEMAND = LessonDemand(characters=1500, checks=frozenset({"a", "b"}))


def test_the_reading_floor_is_fifteen_characters_a_second_rounded_up() -> None:
    assert DEMAND.floor_seconds == 100
    assert LessonDemand(characters=1501, checks=frozenset()).floor_seconds == 101


def test_a_lesson_counts_only_with_floor_and_every_self_check() -> None:
    assert is_worked_through(DEMAND, Effort(visible_seconds=100, answered={"a", "b"}))
    assert not is_worked_through(DEMAND, Effort(visible_seconds=99, answered={"a", "b"}))
    assert not is_worked_through(DEMAND, Effort(visible_seconds=5000, answered={"a"}))
    assert seconds_missing(DEMAND, Effort(visible_seconds=30, answered=())) == 70


def test_a_claim_earns_no_more_than_the_clock_saw_pass() -> None:
    last = NOON - timedelta(seconds=7)
    assert credited_seconds(15, last_sign=last, at=NOON, cap=BEACON_CAP) == 7


def test_a_late_claim_earns_no_more_than_one_beacon() -> None:
    last = NOON - timedelta(hours=3)
    assert credited_seconds(10_800, last_sign=last, at=NOON, cap=BEACON_CAP) == 20


@given(claims=st.lists(st.tuples(st.integers(-50, 100_000), st.integers(0, 600)), max_size=30))
def test_however_one_claims_the_sum_stays_within_the_time_that_passed(claims: list[tuple[int, int]]) -> None:
    at, granted = NOON, 0
    for claimed, wait in claims:
        last, at = at, at + timedelta(seconds=wait)
        granted += credited_seconds(claimed, last_sign=last, at=at, cap=BEACON_CAP)
    assert 0 <= granted <= (at - NOON).total_seconds()
