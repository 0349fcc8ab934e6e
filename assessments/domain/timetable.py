"""When simulated people sit and work: office days, spread over the past, never before they were hired."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

SATURDAY = 5
OPENING = 9  # o'clock
OFFICE_MINUTES = 7 * 60
RENEWAL = (timedelta(days=335), timedelta(days=395))
PAUSE_BEFORE_RETRY = (timedelta(days=8), timedelta(days=45))
SECOND_PAUSE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Window:
    begins: datetime
    ends: datetime
    zone: tzinfo

    def since(self, day: date) -> "Window":
        """The part of it from a day on, which may be none."""
        return replace(self, begins=max(self.begins, datetime.combine(day, time(), tzinfo=self.zone)))

    @property
    def is_empty(self) -> bool:
        return self.begins >= self.ends

    def moment(self, rng: Random) -> datetime:
        """A minute of an office day within the window."""
        return self.office_time(self.begins + (self.ends - self.begins) * rng.random(), rng)

    def office_time(self, moment: datetime, rng: Random) -> datetime:
        """The same day, or the Monday after, at some minute of the office day."""
        day = moment.astimezone(self.zone).date()
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
        opening = datetime.combine(day, time(OPENING), tzinfo=self.zone)
        return opening + timedelta(minutes=rng.randrange(OFFICE_MINUTES))

    def after(self, moment: datetime, pause: tuple[timedelta, timedelta], rng: Random) -> datetime:
        shortest, longest = pause
        return self.office_time(moment + shortest + (longest - shortest) * rng.random(), rng)


def retries(window: Window, first: datetime, rng: Random) -> Iterator[datetime]:
    """Moments of the first and the following tries; it is for the caller to stop after a pass."""
    moment = first
    yield moment
    moment = window.after(moment, PAUSE_BEFORE_RETRY, rng)
    if moment < window.ends:
        yield moment
    moment = window.after(moment + SECOND_PAUSE, PAUSE_BEFORE_RETRY, rng)
    if moment < window.ends:
        yield moment
