"""What an invigilator must see of a seat, and in which order: whoever needs somebody comes first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

QUIET_AFTER = timedelta(minutes=3)  # without an answer
MISSED_AFTER = timedelta(seconds=75)  # without a sign of the browser, which gives one every half minute


class SeatState(StrEnum):
    """In the order in which seats stand on the board."""

    HAND = "hand"
    OFFLINE = "offline"
    QUIET = "quiet"
    PAUSED = "paused"
    WAITING = "waiting"  # is here and must be let in
    ABSENT = "absent"
    ADMITTED = "admitted"  # may start and has not
    RESTING = "resting"
    WORKING = "working"
    DONE = "done"

    @property
    def rank(self) -> int:
        return list(SeatState).index(self)

    @property
    def is_exception(self) -> bool:
        return self.rank <= SeatState.WAITING.rank


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFacts:
    """None where it has not happened."""

    arrived_at: datetime | None = None
    admitted_at: datetime | None = None
    started_at: datetime | None = None
    is_over: bool = False
    hand_raised_at: datetime | None = None
    seen_at: datetime | None = None  # last sign of the browser; none ever comes from one without scripts
    answered_at: datetime | None = None
    is_paused: bool = False
    is_resting: bool = False


def state_of(facts: SeatFacts, at: datetime) -> SeatState:
    if facts.started_at is None:
        return _before_the_start(facts)
    if facts.is_over:
        return SeatState.DONE
    if facts.hand_raised_at is not None:
        return SeatState.HAND
    if facts.is_paused or facts.is_resting:
        return SeatState.PAUSED if facts.is_paused else SeatState.RESTING
    return _while_working(facts, at)


def _while_working(facts: SeatFacts, at: datetime) -> SeatState:
    if facts.seen_at is not None and at - facts.seen_at > MISSED_AFTER:
        return SeatState.OFFLINE
    return SeatState.QUIET if quiet_for(facts, at) > QUIET_AFTER else SeatState.WORKING


def quiet_for(facts: SeatFacts, at: datetime) -> timedelta:
    """Since the last answer, or since the start."""
    since = facts.answered_at or facts.started_at
    return at - since if since is not None else timedelta()


def _before_the_start(facts: SeatFacts) -> SeatState:
    if facts.admitted_at is not None:
        return SeatState.ADMITTED
    return SeatState.WAITING if facts.arrived_at is not None else SeatState.ABSENT
