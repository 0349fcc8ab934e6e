"""Transactions that meet, on a database that lets them write side by side: each test holds one open while another runs.

A deadlock, or a transaction that should have waited and did not, shows each time and not by luck.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from assessments.models import Attempt, Evidence, Response
from assessments.services.casework import act, start_practice
from assessments.services.delivery import AnswerRefused, start_attempt, submit_attempt
from assessments.services.locks import hold
from assessments.signals import attempt_scored, case_scored
from lms.base import triggers
from lms.base.audit import faults, record
from lms.base.models import AuditEvent
from lms.people.models import RoleAssignment
from tests.assessments.casework.conftest import definition, scenario
from tests.assessments.services.answers import another, answer

__all__ = ["definition", "scenario"]

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="transactions write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.django_db(transaction=True),
]

NOW = timezone.now()
THREADS = 8
PATIENCE = 20  # seconds
LOOKS = 20_000


@pytest.fixture(autouse=True, scope="module")
def _rewritable_log(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The tables are emptied after each test, which the audit triggers rightly refuse; they return after the last."""
    with django_db_blocker.unblock():
        triggers.lift(connection)
    yield
    with django_db_blocker.unblock():
        triggers.lay(connection)


class Beside:
    """A call in a transaction of its own, on another connection; `result` is what it answered or raised."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self.result: Any = None
        self._call = call
        self._connected = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            connection.ensure_connection()
            self._backend = connection.connection.info.backend_pid
            self._connected.set()
            self.result = self._call()
        except Exception as error:  # noqa: BLE001  (for the test to look at)
            self.result = error
        finally:
            connection.close()

    def until_it_waits(self) -> None:
        """Return once it waits for a lock, or has ended without waiting."""
        assert self._connected.wait(PATIENCE)
        with connection.cursor() as cursor:
            for _ in range(LOOKS):
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self._backend])
                if cursor.fetchone()[0] or not self._thread.is_alive():
                    return
        raise AssertionError("it neither waits nor ends")

    def ended(self) -> Any:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        return self.result


@pytest.fixture
def attempt(examination, ada) -> Attempt:
    return start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)


def test_double_submits_score_once(attempt):
    barrier, results = threading.Barrier(THREADS), []

    def race() -> None:
        barrier.wait(timeout=PATIENCE)
        results.append(submit_attempt(attempt=attempt, at=NOW).closed_at)

    for one in [Beside(race) for _ in range(THREADS)]:
        assert one.ended() is None
    assert len(results) == THREADS
    assert len(set(results)) == 1
    assert AuditEvent.objects.filter(action="attempt.closed").count() == 1
    assert Evidence.objects.count() == 2
    assert list(faults()) == []


def test_an_answer_that_meets_the_hand_in_is_refused_and_not_kept(attempt):
    with transaction.atomic():
        submit_attempt(attempt=attempt, at=NOW)
        save = Beside(lambda: answer(attempt, 1, "a"))
        save.until_it_waits()
    assert isinstance(save.ended(), AnswerRefused)
    assert not Response.objects.exists()


def test_a_hand_in_waits_for_the_answer_that_came_first(attempt):
    with transaction.atomic():
        answer(attempt, 1, "a")
        submit = Beside(lambda: submit_attempt(attempt=attempt, at=NOW).score)
        submit.until_it_waits()
    assert submit.ended() == 1


def test_the_database_lets_no_answer_slip_past_the_hand_in(attempt):
    with transaction.atomic():
        submit_attempt(attempt=attempt, at=NOW)
        insert = Beside(lambda: Response.objects.create(attempt=attempt, position=1, seq=1, value=[], saved_at=NOW))
        insert.until_it_waits()
    assert isinstance(insert.ended(), IntegrityError)


def test_a_submit_and_a_start_of_another_person_do_not_block_each_other(attempt, examination, ben):
    with transaction.atomic():
        started = start_attempt(examination=examination, learner=ben, session_key="desk", at=NOW)
        submit = Beside(lambda: submit_attempt(attempt=attempt, at=NOW).status)
        submit.until_it_waits()
    assert submit.ended() == Attempt.Status.SUBMITTED
    assert started.status == Attempt.Status.OPEN


@contextmanager
def on_news(signal: Signal, call: Callable[[], Any]) -> Iterator[list[Beside]]:
    """Run `call` beside whoever sends the news; then hold the person, as the issue of a certificate does."""
    started: list[Beside] = []

    def meanwhile(*, learner_id: int, **_: Any) -> None:
        if not started:
            started.append(Beside(call))
            started[0].until_it_waits()
        hold(learner_id)

    signal.connect(meanwhile)
    try:
        yield started
    finally:
        signal.disconnect(meanwhile)


def test_a_start_while_the_same_person_hands_in_another_examination(attempt, examination, ada):
    other = another(examination)

    def start() -> str:
        return start_attempt(examination=other, learner=ada, session_key="desk", at=NOW).status

    with on_news(attempt_scored, start) as starts:
        assert submit_attempt(attempt=attempt, at=NOW).status == Attempt.Status.SUBMITTED
    assert starts[0].ended() == Attempt.Status.OPEN


def test_a_case_started_afresh_while_the_open_one_is_handed_in(scenario, ada):
    run = start_practice(scenario=scenario, learner=ada, variant="a", at=NOW)

    def start() -> str:
        return start_practice(scenario=scenario, learner=ada, variant="b", at=NOW).variant

    with on_news(case_scored, start) as starts:
        assert act(run=run, action={"type": "finish"}, seen=0, session_key="desk", at=NOW).status == "finished"
    assert starts[0].ended() == "b"


def test_a_start_while_hr_gives_the_person_a_post(examination, ben, hua, units, clerk):
    """A row that points at the person, in a transaction that has written to the log before."""
    with transaction.atomic():
        record(hua, "assignment.made", ben)
        RoleAssignment.objects.create(user=ben, unit=units["X2"], post=clerk, starts_on=NOW.date())
        start = Beside(lambda: start_attempt(examination=examination, learner=ben, session_key="desk", at=NOW).status)
        start.until_it_waits()
    assert start.ended() == Attempt.Status.OPEN
