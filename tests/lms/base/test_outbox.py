from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from lms.base import outbox
from lms.base.models import OutboxMessage

pytestmark = pytest.mark.django_db

KIND = "test.work"


@pytest.fixture
def work(monkeypatch):
    """What was done, in order; `work.result` may be an error to raise."""

    class Work(list):
        error: Exception | None = None

        def __call__(self, payload):
            self.append(dict(payload))
            if self.error:
                raise self.error

    work = Work()
    monkeypatch.setitem(outbox._handlers, KIND, work)
    return work


def make_due():
    OutboxMessage.objects.update(available_at=timezone.now() - timedelta(seconds=1))


def test_a_handler_runs_outside_any_transaction_of_the_outbox(monkeypatch):
    around, inside = len(connection.atomic_blocks), []
    monkeypatch.setitem(outbox._handlers, KIND, lambda _: inside.append(len(connection.atomic_blocks)))
    outbox.announce(KIND, {})
    assert outbox.drain() == 1
    assert inside == [around]


def test_nobody_drains_inside_a_transaction(work):
    outbox.announce(KIND, {})
    with transaction.atomic(), transaction.atomic(), pytest.raises(RuntimeError):
        outbox.drain()
    assert work == []


def test_a_message_in_work_is_nobody_elses(work, monkeypatch):
    """A second worker that looks while the first is still at it finds nothing to do."""
    found = []

    def slow(payload):
        work(payload)
        found.append(outbox.drain())

    monkeypatch.setitem(outbox._handlers, KIND, slow)
    outbox.announce(KIND, {"number": 1})
    assert outbox.drain() == 1
    assert (work, found) == ([{"number": 1}], [0])
    assert outbox.drain() == 0


def test_a_message_whose_worker_died_comes_back_after_its_lease(work):
    outbox.announce(KIND, {})
    assert outbox._claim()
    assert outbox.drain() == 0
    OutboxMessage.objects.update(available_at=timezone.now() - timedelta(seconds=1))
    assert outbox.drain() == 1


def test_a_failure_is_kept_logged_and_tried_again(work, caplog):
    work.error = OSError("the mail server is away")
    outbox.announce(KIND, {})
    assert outbox.drain() == 0
    assert outbox.drain() == 0
    message = OutboxMessage.objects.get()
    assert message.last_error == "OSError: the mail server is away"
    assert timedelta() < message.available_at - timezone.now() < timedelta(minutes=1)
    assert "the mail server is away" in caplog.text
    work.error = None
    make_due()
    assert outbox.drain() == 1
    assert len(work) == 2


def test_one_broken_message_does_not_stop_the_others(work, monkeypatch):
    def break_down(_):
        raise ValueError

    monkeypatch.setitem(outbox._handlers, "test.broken", break_down)
    outbox.announce("test.broken", {})
    outbox.announce(KIND, {"number": 2})
    assert outbox.drain() == 1
    assert work == [{"number": 2}]


def test_a_late_failure_leaves_the_claim_of_another_worker_alone(work):
    outbox.announce(KIND, {})
    late = outbox._claim()
    make_due()
    assert outbox._claim()
    lease = OutboxMessage.objects.get().available_at
    outbox._postpone(late, OSError("too late"))
    message = OutboxMessage.objects.get()
    assert (message.available_at, message.last_error) == (lease, "")


def test_work_that_nobody_knows_is_parked_shown_and_released(client, work, caplog):
    outbox.announce("test.unknown", {})
    assert outbox.drain() == 0
    make_due()
    assert outbox.drain() == 0
    assert OutboxMessage.objects.get().attempts == 1
    assert "is parked" in caplog.text
    assert client.get("/readyz").json()["parked_messages"] == 1
    assert "test.unknown" in listed() and "parked" in listed()
    outbox.handles("test.unknown", work)
    assert "1 messages are due again" in listed("--release")
    assert outbox.drain() == 1
    assert client.get("/readyz").json()["parked_messages"] == 0
    assert listed() == "No message is parked or failing.\n"
    del outbox._handlers["test.unknown"]


def test_work_that_fails_for_days_is_parked(work):
    work.error = OSError("gone for good")
    outbox.announce(KIND, {})
    OutboxMessage.objects.update(attempts=outbox.MOST_ATTEMPTS - 1)
    assert outbox.drain() == 0
    assert OutboxMessage.objects.get().parked_at
    assert "gone for good" in listed()


def listed(*options) -> str:
    out = StringIO()
    call_command("outbox", *options, stdout=out)
    return out.getvalue()
