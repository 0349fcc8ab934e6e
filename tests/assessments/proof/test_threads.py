"""The same promises where transactions really meet: several browsers of one person at once, on PostgreSQL."""

import threading
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Attempt, Evidence, Response
from assessments.services.delivery import (
    Answer,
    AnswerRefused,
    NumberTaken,
    save_answer,
    start_attempt,
    submit_attempt,
    take_over,
    token_for,
)
from certificates.models import Credential
from lms.base.audit import faults
from lms.base.models import AuditEvent
from lms.people.models import User
from tests.assessments.services.answers import tokens_of

from .sittings import PLACES, RIGHT

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="transactions write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("rewritable_log"),
]

NOW = timezone.now()
PATIENCE = 60  # seconds
BROWSERS, ACTS, STORIES = 4, 60, 10
CROWD, ROUNDS = 50, 20


def at_once(count: int, act: Callable[[int], None]) -> None:
    """Call `act(0)`, … in threads of their own, each with its own connection; the first fault is raised here."""
    faults: list[BaseException] = []

    def run(number: int) -> None:
        try:
            act(number)
        except BaseException as fault:  # noqa: BLE001  (raised again below)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
        assert not one.is_alive()
    if faults:
        raise faults[0]


class Browser:
    """Answers, takes over and at last hands in, as chance has it; `acknowledged` is what it was promised."""

    def __init__(self, attempt: Attempt, name: str, chance: Random) -> None:
        self.attempt, self.name, self.chance = attempt, name, chance
        self.token = token_for(attempt)
        self.acknowledged: list[tuple[Answer, int]] = []
        self.results: list[object] = []

    def live(self) -> None:
        for act in range(ACTS):
            if self.chance.random() < 0.1:
                self.token = token_for(take_over(attempt=self.attempt, session_key=self.name))
            elif act > ACTS / 2 and self.chance.random() < 0.05:
                self.hand_in()
            else:
                self.answer(act)
        self.hand_in()

    def hand_in(self) -> None:
        closed = submit_attempt(attempt=self.attempt, at=NOW)
        self.results.append((closed.status, closed.score, closed.closed_at))

    def answer(self, act: int) -> None:
        position = self.chance.choice(PLACES)
        seq = max(1, act + self.chance.randint(-3, 3))
        value = tokens_of(self.attempt, position, self.chance.choice("aab"))
        answer = Answer(position=position, seq=seq, value=value)
        try:
            receipt = save_answer(public_id=self.attempt.public_id, token=self.token, answer=answer, at=NOW)
        except (AnswerRefused, NumberTaken):
            return
        self.acknowledged.append((answer, receipt.seq))


@pytest.mark.parametrize("seed", range(STORIES))
def test_four_browsers_of_one_person_lose_nothing(world, seed):
    attempt = start_attempt(examination=world.examinations[0], learner=world.learner, session_key="0", at=NOW)
    browsers = [Browser(attempt, str(number), Random(f"{seed}.{number}")) for number in range(BROWSERS)]
    at_once(BROWSERS, lambda number: browsers[number].live())

    held = {one.position: one for one in Response.objects.filter(attempt=attempt)}
    acknowledged = [pair for one in browsers for pair in one.acknowledged]
    assert acknowledged
    for answer, seq in acknowledged:
        assert held[answer.position].seq >= max(seq, answer.seq)
        if held[answer.position].seq == answer.seq:
            assert held[answer.position].value == answer.value

    attempt.refresh_from_db()
    right = [one for one in held.values() if one.value == tokens_of(attempt, one.position, RIGHT)]
    assert attempt.score == len(right)
    assert {result for one in browsers for result in one.results} == {
        (attempt.status, attempt.score, attempt.closed_at)
    }
    assert Evidence.objects.filter(attempt=attempt).count() == 2
    assert Credential.objects.filter(learner=world.learner).count() == attempt.has_passed
    assert list(faults()) == []


def test_fifty_hand_ins_at_once_give_one_result_twenty_times(world):
    people = [
        User.objects.create_user(f"crowd-{number}@example.org", name=f"Crowd {number}") for number in range(ROUNDS)
    ]
    attempts = [
        start_attempt(examination=world.examinations[0], learner=one, session_key="desk", at=NOW) for one in people
    ]
    for attempt in attempts:
        for position in PLACES:
            answer = Answer(position=position, seq=1, value=tokens_of(attempt, position, RIGHT))
            save_answer(public_id=attempt.public_id, token=token_for(attempt), answer=answer, at=NOW)
    results: list[set[object]] = [set() for _ in attempts]
    together = threading.Barrier(CROWD, timeout=PATIENCE)

    def crowd(number: int) -> None:
        for attempt, seen in zip(attempts, results, strict=True):
            together.wait()
            at = NOW + timedelta(microseconds=number)
            closed = submit_attempt(attempt=attempt, at=at)
            seen.add((closed.status, closed.closed_at, closed.score, closed.has_passed))

    at_once(CROWD, crowd)
    assert [len(seen) for seen in results] == [1] * ROUNDS
    assert AuditEvent.objects.filter(action="attempt.closed").count() == ROUNDS
    assert Evidence.objects.count() == 2 * ROUNDS
    assert [Credential.objects.filter(learner=one).count() for one in people] == [1] * ROUNDS
    assert list(faults()) == []
