"""Working time: minutes of office hours, working days, holidays, and statutory clocks.

The world's time is one integer, the working minutes since the opening of day 0. Nights, weekends
and holidays take no time; they matter only when a working day is shown as a date, and to statutory
periods counted in hours, which run on through them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

SATURDAY = 5
HOUR, DAY = 60, 24 * 60  # minutes
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

    def calendar_minute(self, minute: int) -> int:
        """Minutes since midnight of day 0, nights and days off included, at a working minute."""
        date_offset = (self.date_of(self.day_of(minute)) - self.start).days
        return date_offset * DAY + self.opens + minute % self.day_minutes

    def first_minute_from(self, calendar_minute: int) -> int:
        """The working minute by which a moment of the calendar has come; a night's is the next opening."""
        offset, time = divmod(calendar_minute, DAY)
        when = self.start + timedelta(days=offset)
        day = self.day_on(when)
        if not self.calendar.is_working(when):
            return (day + 1) * self.day_minutes
        return day * self.day_minutes + max(0, min(time - self.opens, self.day_minutes))


@dataclass(frozen=True, slots=True)
class ClockRun:
    """One statutory clock in motion; its moments are in the unit of its period."""

    started: int
    paused: int | None = None
    stopped: int | None = None
    lost: int = 0  # to pauses

    def elapsed(self, now: int) -> int:
        upto = next(moment for moment in (self.stopped, self.paused, now) if moment is not None)
        return upto - self.started - self.lost

    def is_expired(self, now: int, allowed: int) -> bool:
        """Past the end of the last allowed unit."""
        return self.elapsed(now) > allowed

    def pause(self, now: int) -> ClockRun:
        return self if self.paused is not None or self.stopped is not None else replace(self, paused=now)

    def resume(self, now: int) -> ClockRun:
        if self.paused is None or self.stopped is not None:
            return self
        return replace(self, paused=None, lost=self.lost + now - self.paused)

    def stop(self, now: int) -> ClockRun:
        return self if self.stopped is not None else replace(self.resume(now), stopped=now)


@dataclass(frozen=True, slots=True)
class Period:
    """How long a statutory clock may run: so many working days after its day, or so many hours of the calendar."""

    office: OfficeHours
    working_days: int = 0
    hours: int = 0  # instead of days

    def now(self, minute: int) -> int:
        """A working minute in the unit that the period counts: days, or minutes of the calendar."""
        return self.office.calendar_minute(minute) if self.hours else self.office.day_of(minute)

    @property
    def allowed(self) -> int:
        """The most units that may have passed; of hours, the last minute before they are over."""
        return self.hours * HOUR - 1 if self.hours else self.working_days

    def end(self, run: ClockRun) -> tuple[date, str]:
        """The date on which a run ends, and of hours the time of day."""
        if not self.hours:
            return self.office.date_of(run.started + run.lost + self.working_days), ""
        offset, time = divmod(self._last_moment(run), DAY)
        return self.office.start + timedelta(days=offset), f"{time // HOUR:02d}:{time % HOUR:02d}"

    def falls_due(self, run: ClockRun) -> int | None:
        """The working minute at which hours are over; days end with a day, and a halted clock does not end."""
        if not self.hours or run.paused is not None or run.stopped is not None:
            return None
        return self.office.first_minute_from(self._last_moment(run))

    def _last_moment(self, run: ClockRun) -> int:
        return run.started + run.lost + self.hours * HOUR
