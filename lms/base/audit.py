"""Writing and checking the audit log. Entries belong to the transaction of the act they report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from .models.audit import GENESIS, AuditEvent

LOCK_KEY = 7_103_210_017  # any constant, the same in every process


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An audit event before it is given its place in the chain. `detail` holds ids and words, never secrets."""

    action: str
    actor: AbstractBaseUser | None = None
    target: models.Model | None = None
    detail: Mapping[str, Any] | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChainFault:
    sequence: int
    reason: str


def record(
    actor: AbstractBaseUser | None, action: str, target: models.Model | None = None, **detail: Any
) -> AuditEvent:
    """Append one event; call inside the transaction of the act."""
    return record_many([Entry(action=action, actor=actor, target=target, detail=detail)])[0]


@transaction.atomic(savepoint=False)  # whoever cannot log an act cannot do it either
def record_many(entries: Sequence[Entry]) -> list[AuditEvent]:
    """Append events in the order given, in one write."""
    _hold_the_end_of_the_chain()
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, GENESIS)
    sequence, previous = last
    events = []
    for entry in entries:
        sequence += 1
        event = _event(entry, sequence=sequence, previous_hash=previous)
        previous = event.hash
        events.append(event)
    return AuditEvent.objects.bulk_create(events, batch_size=500)


def faults() -> Iterator[ChainFault]:
    """Every place where the chain does not hold, in order; nothing when the log is intact."""
    previous, expected = GENESIS, 1
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        if event.sequence != expected:
            yield ChainFault(event.sequence, f"expected event {expected}: one or more events are missing")
        if event.previous_hash != previous:
            yield ChainFault(event.sequence, "does not follow from the event before it")
        if event.hash != event.sealed_hash():
            yield ChainFault(event.sequence, "was changed after it was written")
        previous, expected = event.hash, event.sequence + 1


def _event(entry: Entry, *, sequence: int, previous_hash: str) -> AuditEvent:
    target = entry.target
    event = AuditEvent(
        sequence=sequence,
        at=entry.at or timezone.now(),
        actor_id=entry.actor.pk if entry.actor else None,
        actor_label=entry.actor.get_username() if entry.actor else "",
        action=entry.action,
        object_type=target._meta.label_lower if target is not None else "",
        object_id=str(getattr(target, "public_id", target.pk)) if target is not None else "",
        detail=dict(entry.detail or {}),
        previous_hash=previous_hash,
    )
    event.hash = event.sealed_hash()
    return event


def _hold_the_end_of_the_chain() -> None:
    # SQLite transactions here are IMMEDIATE, hence already alone; PostgreSQL needs a lock to keep one order.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
