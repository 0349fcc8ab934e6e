"""Engagement instead of seat time: what counts as having worked through a lesson. It raises no level."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

CHARACTERS_A_SECOND = 15  # the reading floor of domain.md 5.7: nobody reads faster and takes it in
BEACON_CAP = timedelta(seconds=20)  # beacons come every 15 s; one may be late, none may be worth a coffee break
ANSWER_CAP = timedelta(minutes=5)  # without scripts an answered self-check vouches for at most this much presence


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonDemand:
    """What a lesson asks for before it counts."""

    characters: int
    checks: frozenset[str]

    @property
    def floor_seconds(self) -> int:
        return -(-self.characters // CHARACTERS_A_SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a person has shown in a lesson."""

    visible_seconds: int
    answered: Collection[str]


def credited_seconds(claimed: int, *, last_sign: datetime, at: datetime, cap: timedelta) -> int:
    """Whole seconds granted for a claim: never more than the clock of the server saw pass since the last sign."""
    passed = int((at - last_sign).total_seconds())
    return max(0, min(claimed, passed, int(cap.total_seconds())))


def is_worked_through(demand: LessonDemand, effort: Effort) -> bool:
    """Time above the reading floor and every self-check answered; right or wrong does not matter."""
    return effort.visible_seconds >= demand.floor_seconds and demand.checks <= set(effort.answered)


def seconds_missing(demand: LessonDemand, effort: Effort) -> int:
    return max(0, demand.floor_seconds - effort.visible_seconds)
