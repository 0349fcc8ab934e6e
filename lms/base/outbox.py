"""Announce work in the transaction that causes it; do it later, at least once, outside any transaction of the outbox.

A message is claimed in one short transaction, its handler runs with no transaction open, and a third statement notes
the outcome: a mail server that hangs holds up neither a writer on SQLite nor another worker.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from .models import OutboxMessage

Handler = Callable[[Mapping[str, Any]], None]

# Longer than the longest handler: a worker that dies over a message gives it back after this time.
LEASE = timedelta(minutes=15)
FIRST_RETRY = timedelta(seconds=20)
LAST_RETRY = timedelta(hours=1)
MOST_ATTEMPTS = 100  # about four days; then somebody has to look: `manage.py outbox`

logger = logging.getLogger(__name__)
_handlers: dict[str, Handler] = {}


def handles(kind: str, handler: Handler) -> None:
    """Name the one function that does this kind of work.

    It may be called twice for one message, opens its own transactions, and keeps them short: it neither computes nor
    talks to the outside world inside one.
    """
    _handlers[kind] = handler


def announce(kind: str, payload: Mapping[str, Any], *, after: timedelta = timedelta()) -> OutboxMessage:
    message = OutboxMessage.objects.create(kind=kind, payload=dict(payload), available_at=timezone.now() + after)
    transaction.on_commit(_poke)
    return message


def announce_many(kind: str, payloads: Iterable[Mapping[str, Any]]) -> None:
    """The same for work that falls into many pieces: one write and one hint to the worker."""
    now = timezone.now()
    messages = [OutboxMessage(kind=kind, payload=dict(payload), available_at=now) for payload in payloads]
    if messages:
        OutboxMessage.objects.bulk_create(messages, batch_size=500)
        transaction.on_commit(_poke)


def drain(limit: int = 100) -> int:
    """Do what is due, oldest first; returns how many messages were done."""
    done = 0
    for _ in range(limit):
        message = _claim()
        if message is None:
            break
        done += _do(message)
    return done


def release(messages: QuerySet[OutboxMessage]) -> int:
    """Make messages due again that were parked or wait for their next try."""
    return messages.filter(done_at=None).update(parked_at=None, attempts=0, available_at=timezone.now())


@transaction.atomic(durable=True)
def _claim() -> OutboxMessage | None:
    """The next due message, kept from other workers for the time of a lease; `attempts` numbers the claims."""
    message = _due().first()
    if message is not None:
        message.attempts += 1
        message.available_at = timezone.now() + LEASE
        message.save(update_fields=["attempts", "available_at"])
    return message


def _do(message: OutboxMessage) -> bool:
    handler = _handlers.get(message.kind)
    if handler is None:
        _park(message, "no part of this installation does work of this kind")
        return False
    try:
        handler(message.payload)
    except Exception as error:  # noqa: BLE001  (one broken message must not stop the others; it is kept and retried)
        _postpone(message, error)
        return False
    OutboxMessage.objects.filter(pk=message.pk).update(done_at=timezone.now())
    return True


def _postpone(message: OutboxMessage, error: Exception) -> None:
    reason = f"{type(error).__name__}: {error}"[:2000]
    if message.attempts >= MOST_ATTEMPTS:
        _park(message, reason)
        return
    logger.warning("Outbox message %s failed at try %s: %s", message, message.attempts, reason)
    pause = min(FIRST_RETRY * 2 ** min(message.attempts, 8), LAST_RETRY)
    _note(message, last_error=reason, available_at=timezone.now() + pause)


def _park(message: OutboxMessage, reason: str) -> None:
    logger.error("Outbox message %s is parked, see `manage.py outbox`: %s", message, reason)
    _note(message, last_error=reason, parked_at=timezone.now())


def _note(message: OutboxMessage, **outcome: Any) -> None:
    """Unless the lease ran out and another worker has claimed the message since: then the outcome is theirs to note."""
    OutboxMessage.objects.filter(pk=message.pk, attempts=message.attempts, done_at=None).update(**outcome)


def _due() -> QuerySet[OutboxMessage]:
    due = OutboxMessage.objects.filter(done_at=None, parked_at=None, available_at__lte=timezone.now())
    due = due.order_by("available_at", "pk")
    # On SQLite the transaction is IMMEDIATE, hence alone with the table.
    return due.select_for_update(skip_locked=True) if connection.vendor == "postgresql" else due


def _poke() -> None:
    from .tasks import drain_outbox_task

    try:
        drain_outbox_task.delay()
    except (OperationalError, OSError):
        # The broker is only a hint; the worker's own clock drains the outbox within seconds.
        return
