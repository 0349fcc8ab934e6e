"""Breaks that were granted: the clock stands still for as long as the server says."""

from datetime import datetime, timedelta

from django.db import transaction

from ..models import Attempt, AttemptEvent
from .events import keep_event

SHORTEST = timedelta(seconds=1)  # less than this is no break


class RestRefused(Exception):
    """No break is left, the clock stands still already, or the attempt is over."""


@transaction.atomic
def begin_rest(*, attempt: Attempt, at: datetime) -> Attempt:
    """Stop the clock, for the breaks that are left at most."""
    held = lock_attempt(attempt)
    if held.status != Attempt.Status.OPEN or held.stopped_at is not None or at > held.deadline:
        raise RestRefused
    if held.rest_left < SHORTEST:
        raise RestRefused
    stop_clock(held, Attempt.Stop.REST, at, longest=held.rest_left)
    keep_event(attempt=held, kind=AttemptEvent.Kind.REST_BEGUN, actor=held.learner, at=at)
    return held


@transaction.atomic
def end_rest(*, attempt: Attempt, at: datetime) -> Attempt:
    """Go on; the deadline is what it was, and later by the time that was used."""
    held = lock_attempt(attempt)
    if held.status != Attempt.Status.OPEN or held.stopped_for != Attempt.Stop.REST:
        raise RestRefused
    used = run_clock(held, at)
    keep_event(
        attempt=held,
        kind=AttemptEvent.Kind.REST_ENDED,
        actor=held.learner,
        at=at,
        minutes=used.total_seconds() / 60,
    )
    return held


def lock_attempt(attempt: Attempt) -> Attempt:
    """The row as it stands now, held until the transaction ends."""
    return (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("learner", "examination")
        .get(pk=attempt.pk)
    )


def stop_clock(held: Attempt, kind: Attempt.Stop, at: datetime, *, longest: timedelta) -> None:
    clock = held.clock.stop(at, longest=longest)
    held.deadline, held.stopped_at, held.stopped_for = clock.deadline, at, kind
    held.ahead_seconds = clock.ahead.total_seconds()
    held.counts_for_time_norms = False
    held.save(update_fields=["deadline", "stopped_at", "stopped_for", "ahead_seconds", "counts_for_time_norms"])


def run_clock(held: Attempt, at: datetime) -> timedelta:
    """Let it run again; how long it stood still. A break uses up what was granted."""
    used = held.clock.used(at)
    if held.stopped_for == Attempt.Stop.REST:
        held.rested_seconds += used.total_seconds()
    held.deadline = held.clock.run(at).deadline
    held.stopped_at, held.stopped_for, held.ahead_seconds = None, "", 0
    held.save(update_fields=["deadline", "stopped_at", "stopped_for", "ahead_seconds", "rested_seconds"])
    return used
