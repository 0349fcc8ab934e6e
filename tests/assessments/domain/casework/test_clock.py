"""Working days skip weekends and holidays; statutory clocks count whole days, or hours of the calendar."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.casework.clock import Calendar, ClockRun, OfficeHours, Period

MONDAY = date(2026, 9, 21)
FRIDAY_OFF = Calendar(holidays=frozenset({date(2026, 9, 25)}))
HOURS = OfficeHours(MONDAY, 9 * 60, 17 * 60, FRIDAY_OFF)


def test_the_day_after_a_holiday_friday_is_monday() -> None:
    assert [HOURS.date_of(day).isoformat() for day in (0, 3, 4, 5)] == [
        "2026-09-21",
        "2026-09-24",
        "2026-09-28",
        "2026-09-29",
    ]


def test_a_worked_weekend_counts() -> None:
    calendar = Calendar(worked_weekends=frozenset({date(2026, 9, 26)}))
    assert calendar.add_working_days(date(2026, 9, 25), 1) == date(2026, 9, 26)


def test_minutes_after_closing_belong_to_the_next_morning() -> None:
    assert (HOURS.time_of(0), HOURS.time_of(479), HOURS.time_of(480)) == ("09:00", "16:59", "09:00")
    assert (HOURS.day_of(479), HOURS.day_of(480)) == (0, 1)


@given(days=st.integers(0, 200))
def test_counting_days_undoes_adding_them(days: int) -> None:
    later = FRIDAY_OFF.add_working_days(MONDAY, days)
    assert FRIDAY_OFF.working_days_between(MONDAY, later) == days
    assert FRIDAY_OFF.working_days_between(later, MONDAY) == -days


def test_a_date_far_away_is_still_answered() -> None:
    assert FRIDAY_OFF.working_days_between(MONDAY, date.max) > 1000


def test_the_last_allowed_day_is_not_yet_too_late() -> None:
    run = ClockRun(started=0)
    assert not run.is_expired(5, 5)
    assert run.is_expired(6, 5)


def test_a_pause_does_not_count_and_a_stop_is_final() -> None:
    run = ClockRun(started=0).pause(2).resume(5)
    assert run.elapsed(6) == 3
    stopped = run.stop(6).resume(9).pause(9)
    assert stopped.elapsed(20) == 3


def test_a_clock_stopped_in_its_pause_has_not_run_on() -> None:
    assert ClockRun(started=0).pause(2).stop(7).elapsed(30) == 2


def test_hours_run_on_through_the_night_and_the_day_off() -> None:
    """72 hours from Wednesday 10:00 end on Saturday; the desk meets that on Monday when it opens."""
    period = Period(HOURS, hours=72)
    begun = ClockRun(period.now(2 * 480 + 60))
    assert period.end(begun) == (date(2026, 9, 26), "10:00")
    assert period.falls_due(begun) == 4 * 480
    assert not begun.is_expired(period.now(4 * 480 - 1), period.allowed)
    assert begun.is_expired(period.now(4 * 480), period.allowed)


def test_hours_are_over_with_their_last_minute() -> None:
    period = Period(HOURS, hours=4)
    run = ClockRun(period.now(0))
    assert (period.end(run), period.falls_due(run)) == ((MONDAY, "13:00"), 240)
    assert not run.is_expired(period.now(239), period.allowed)
    assert run.is_expired(period.now(240), period.allowed)


def test_a_pause_puts_the_end_of_hours_off() -> None:
    period = Period(HOURS, hours=4)
    paused = ClockRun(period.now(0)).pause(period.now(60))
    assert period.falls_due(paused) is None
    assert period.end(paused.resume(period.now(120))) == (MONDAY, "14:00")


def test_days_end_on_a_date() -> None:
    assert Period(HOURS, working_days=4).end(ClockRun(0)) == (date(2026, 9, 28), "")


@given(minute=st.integers(0, 40 * 480))
def test_a_working_minute_is_found_again_in_the_calendar(minute: int) -> None:
    assert HOURS.first_minute_from(HOURS.calendar_minute(minute)) == minute
