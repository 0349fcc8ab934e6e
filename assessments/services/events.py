"""Keeping what happens at a sitting: once for the people of the examination room, once in the audit log."""

from datetime import datetime

from lms.base.audit import record
from lms.people.models import User

from ..models import Attempt, AttemptEvent


def keep_event(
    *,
    attempt: Attempt,
    kind: AttemptEvent.Kind,
    actor: User,
    at: datetime,
    note: str = "",
    minutes: float | None = None,
) -> AttemptEvent:
    """Call inside the transaction of the act. The log learns how long, never what was noted about somebody."""
    event = AttemptEvent.objects.create(attempt=attempt, kind=kind, actor=actor, at=at, note=note, minutes=minutes)
    detail = {} if minutes is None else {"minutes": round(minutes, 1)}
    record(actor, f"attempt.{kind}", attempt, **detail)
    return event
