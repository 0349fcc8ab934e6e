"""Many workers at once, on a database that lets them claim side by side."""

import threading

import pytest
from django.db import connection

from lms.base import outbox
from lms.base.models import OutboxMessage

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="threads write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.usefixtures("rewritable_log"),
    pytest.mark.django_db(transaction=True),
]

WORKERS, MESSAGES = 6, 30


def test_racing_workers_do_each_message_once(monkeypatch):
    done = []
    monkeypatch.setitem(outbox._handlers, "test.work", lambda payload: done.append(payload["number"]))
    monkeypatch.setattr(outbox, "_poke", lambda: None)
    for number in range(MESSAGES):
        outbox.announce("test.work", {"number": number})
    barrier = threading.Barrier(WORKERS)

    def race() -> None:
        try:
            barrier.wait(timeout=10)
            outbox.drain()
        finally:
            connection.close()

    workers = [threading.Thread(target=race) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sorted(done) == list(range(MESSAGES))
    assert not OutboxMessage.objects.filter(done_at=None).exists()
