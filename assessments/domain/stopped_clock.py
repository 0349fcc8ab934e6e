"""A clock that may stand still: breaks and pauses do not count, and the server alone says so.

When a stop begins, the deadline moves ahead by the longest that it may last; when it ends, what was not used is taken
back. So the deadline that is stored is right at any moment, for the one statement that saves an answer and for whoever
closes what is overdue, also when nobody ever ends the stop: once its time is used up, the clock runs again by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Clock:
    deadline: datetime
    stopped_at: datetime | None = None
    ahead: timedelta = NOTHING  # by which the deadline was moved when the clock stopped

    def left(self, at: datetime) -> timedelta:
        """Working time that remains, never negative."""
        return max(NOTHING, self.deadline - max(at, self._runs_again_at or at))

    def stands_still(self, at: datetime) -> bool:
        return self._runs_again_at is not None and at < self._runs_again_at

    def stop(self, at: datetime, *, longest: timedelta) -> "Clock":
        if self.stopped_at is not None:
            raise ValueError("the clock is stopped already")
        return Clock(self.deadline + longest, at, longest)

    def run(self, at: datetime) -> "Clock":
        """The clock after the stop."""
        return Clock(self.deadline - (self.ahead - self.used(at)))

    def used(self, at: datetime) -> timedelta:
        """How long it has stood still in this stop."""
        return min(max(NOTHING, at - self.stopped_at), self.ahead) if self.stopped_at is not None else NOTHING

    def extended(self, by: timedelta) -> "Clock":
        return Clock(self.deadline + by, self.stopped_at, self.ahead)

    @property
    def _runs_again_at(self) -> datetime | None:
        return None if self.stopped_at is None else self.stopped_at + self.ahead
