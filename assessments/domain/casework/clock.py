"""Working time: minutes of office hours, working days, holidays, and statutory clocks.

The world's time is one integer, the working minutes since the opening of day 0. Nights, weekends
and holidays take no time; they matter only when a working day is shown as a date.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

SATURDAY = 5
# Longer than any statutory period of a scenario; bounds the search for a date far away.
MAXIMUM_DAYS = 2000


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which dates are working days: weekdays that are no holiday, and weekends worked in exchange."""

    holidays: frozenset[date] = frozenset()
    worked_weekends: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.holidays:
            return False
        return day.weekday() < SATURDAY or day in self.worked_weekends

    def add_working_days(self, start: date, days: int) -> date:
        """The date `days` working days after `start`; the day of the start does not count."""
        current = start
        while days > 0:
            current += timedelta(days=1)
            days -= self.is_working(current)
        return current

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        span = min((end - start).days, MAXIMUM_DAYS)
        return sum(self.is_working(start + timedelta(days=offset)) for offset in range(1, span + 1))


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The working day of the desk and the date of its day 0."""

    start: date
    opens: int  # minutes after midnight
    closes: int  # minutes after midnight
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def day_minutes(self) -> int:
        return self.closes - self.opens

    def day_of(self, minute: int) -> int:
        return minute // self.day_minutes

    def time_of(self, minute: int) -> str:
        """Time of day as HH:MM."""
        hours, minutes = divmod(self.opens + minute % self.day_minutes, 60)
        return f"{hours:02d}:{minutes:02d}"

    def date_of(self, day: int) -> date:
        return self.calendar.add_working_days(self.start, day)

    def days_to_next_week(self, day: int) -> int:
        """Working days from this one to the first of another calendar week."""
        week = self.date_of(day).isocalendar()[:2]
        return next(ahead for ahead in range(1, MAXIMUM_DAYS) if self.date_of(day + ahead).isocalendar()[:2] != week)

    def day_on(self, when: date) -> int:
        """Working-day number of a date; a day off belongs to the working day before it."""
        return self.calendar.working_days_between(self.start, when)


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One statutory clock in motion; counts whole working days after the day it started."""

    started: int
    paused: int | None = None
    stopped: int | None = None
    days_paused: int = 0

    def elapsed(self, today: int) -> int:
        upto = next(day for day in (self.stopped, self.paused, today) if day is not None)
        return upto - self.started - self.days_paused

    def is_expired(self, today: int, allowed: int) -> bool:
        """Past the end of the last allowed day."""
        return self.elapsed(today) > allowed

    def pause(self, today: int) -> ClockRun:
        return self if self.paused is not None or self.stopped is not None else replace(self, paused=today)

    def resume(self, today: int) -> ClockRun:
        if self.paused is None or self.stopped is not None:
            return self
        return replace(self, paused=None, days_paused=self.days_paused + today - self.paused)

    def stop(self, today: int) -> ClockRun:
        return self if self.stopped is not None else replace(self.resume(today), stopped=today)
