"""When one may sit again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATER_WAIT = timedelta(days=30)
YEAR = timedelta(days=365)


class Refusal(StrEnum):
    WAITING = "waiting"
    TRIES_USED = "tries_used"
    WORKED_ON_BANK = "worked_on_bank"  # authors and reviewers know the keys
    MARKING = "marking"  # people are still marking texts of the last try
    NO_SEAT = "no_seat"  # only under invigilation, and no session that is open now expects this person
    NOT_ADMITTED = "not_admitted"  # expected, and not let in yet
    NO_FORM = "no_form"  # every form in use shares too much with what this person has met
    NOT_READY = "not_ready"  # the bank is short of items, or no cut score is in force


@dataclass(frozen=True, slots=True)
class PastAttempt:
    started_at: datetime
    has_passed: bool


@dataclass(frozen=True, slots=True)
class Permission:
    refusal: Refusal | None = None
    from_when: datetime | None = None

    @property
    def is_granted(self) -> bool:
        return self.refusal is None


def may_start(past: Sequence[PastAttempt], *, at: datetime, first_wait: timedelta, tries_a_year: int) -> Permission:
    """After a failed try wait `first_wait`, after a second one 30 days; a passed exam may be renewed at any time."""
    recent = sorted((one for one in past if at - one.started_at < YEAR), key=lambda one: one.started_at)
    if len(recent) >= tries_a_year:
        return Permission(Refusal.TRIES_USED, recent[-tries_a_year].started_at + YEAR)
    failures = _failures_since_last_pass(recent)
    if not failures:
        return Permission()
    free_from = failures[-1].started_at + (first_wait if len(failures) == 1 else LATER_WAIT)
    return Permission(Refusal.WAITING, free_from) if at < free_from else Permission()


def _failures_since_last_pass(attempts: Sequence[PastAttempt]) -> list[PastAttempt]:
    failures: list[PastAttempt] = []
    for attempt in attempts:
        failures = [] if attempt.has_passed else [*failures, attempt]
    return failures
