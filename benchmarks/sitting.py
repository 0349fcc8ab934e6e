"""Examinations sat through the services, one acknowledged act after the other, and what each act promised."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils import timezone

from assessments.models import DrawnItem, Examination
from assessments.services.delivery import Answer, save_answer, start_attempt, submit_attempt, token_for
from lms.people.models import User

from .academy import EXAMINATION

Ask = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Promise:
    """That a sitting is there (`value` None), or holds this answer or a later one, or is closed with a result."""

    attempt: int
    position: int = 0
    seq: int = 0
    value: list[str] | None = None
    is_closed: bool = False

    def is_kept(self, ask: Ask) -> bool:
        if self.value is None:
            rows = ask("SELECT status <> 'open' FROM assessments_attempt WHERE id = ?", (self.attempt,))
            return bool(rows) and (bool(rows[0][0]) or not self.is_closed)
        rows = ask(
            "SELECT seq, value FROM assessments_response WHERE attempt_id = ? AND position = ?",
            (self.attempt, self.position),
        )
        if not rows or rows[0][0] < self.seq:
            return False
        return rows[0][0] > self.seq or json.loads(rows[0][1]) == self.value


def promises_of_an_examination(people: Sequence[int]) -> Iterator[Promise | None]:
    """All sit at the same time, each answering every task twice. None is yielded after acts that promise nothing."""
    chance, examination = Random(1), Examination.objects.get(code=EXAMINATION["code"])
    learners = list(User.objects.filter(pk__in=people))
    yield None
    attempts = []
    for learner in learners:
        attempts.append(start_attempt(examination=examination, learner=learner, session_key="desk", at=timezone.now()))
        yield Promise(attempts[-1].pk)
    drawn = [(one, item) for one in attempts for item in DrawnItem.objects.filter(attempt=one)]
    for seq in (1, 2):
        chance.shuffle(drawn)
        for attempt, item in drawn:
            value = [chance.choice(item.tokens)[0]] if item.tokens else []
            answer = Answer(position=item.position, seq=seq, value=value)
            token = token_for(attempt)
            yield None
            save_answer(public_id=attempt.public_id, token=token, answer=answer, at=timezone.now())
            yield Promise(attempt.pk, item.position, seq, value)
    for attempt in attempts:
        submit_attempt(attempt=attempt, at=timezone.now())
        yield Promise(attempt.pk, is_closed=True)
