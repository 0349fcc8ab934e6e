"""What ought to be true of an examination, in plain Python: the model that the services are compared with."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from assessments.models import Attempt, DrawnItem
from assessments.services.delivery import Answer

GRACE = timedelta(seconds=10)
PLACES = range(1, 11)
RIGHT = "a"


@dataclass
class Sitting:
    """One attempt as it should be. `held`: position → the answer with the highest number that was accepted."""

    attempt: Attempt
    bound_to: str
    option_of: dict[int, dict[str, str]]
    held: dict[int, Answer] = field(default_factory=dict)
    status: str = Attempt.Status.OPEN
    closed_at: datetime | None = None
    as_closed: object = None  # everything the database said of it at the first look after its end

    @classmethod
    def of(cls, attempt: Attempt, session: str) -> "Sitting":
        rows = DrawnItem.objects.filter(attempt=attempt).values_list("position", "tokens")
        return cls(attempt, session, {position: dict(map(tuple, tokens)) for position, tokens in rows})

    @property
    def is_open(self) -> bool:
        return self.status == Attempt.Status.OPEN

    def is_overdue(self, at: datetime) -> bool:
        return at > self.attempt.deadline + GRACE

    def admits(self, session: str, at: datetime) -> bool:
        return self.is_open and self.bound_to == session and not self.is_overdue(at)

    def token(self, position: int, option: str) -> str:
        return next(token for token, one in self.option_of[position].items() if one == option)

    def receive(self, answer: Answer) -> int | None:
        """The number that a receipt must name; None if another answer is held under this one."""
        held = self.held.get(answer.position)
        if held is not None and held.seq == answer.seq and held != answer:
            return None
        if held is None or answer.seq > held.seq:
            self.held[answer.position] = answer
        return self.held[answer.position].seq

    def close(self, at: datetime) -> None:
        if self.is_open:
            self.status = Attempt.Status.EXPIRED if at > self.attempt.deadline else Attempt.Status.SUBMITTED
            self.closed_at = min(at, self.attempt.deadline + GRACE)

    @property
    def points(self) -> int:
        chosen = {position: [self.option_of[position][one] for one in held.value] for position, held in self.kept}
        return sum(options == [RIGHT] for options in chosen.values())

    @property
    def kept(self) -> list[tuple[int, Answer]]:
        return sorted(self.held.items())

    @property
    def rows(self) -> list[tuple[int, int, list[str], bool]]:
        return [(position, one.seq, one.value, one.is_flagged) for position, one in self.kept]


ANSWERS = "SELECT position, seq, value, is_flagged FROM assessments_response WHERE attempt_id = %s ORDER BY position"


def read(statement: str, key: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        return cursor.fetchall()


def stored_answers(attempt_id: int) -> list[tuple[int, int, list[str], bool]]:
    """(position, seq, value, is_flagged) as the database holds them."""
    return [(position, seq, json.loads(value), flag) for position, seq, value, flag in read(ANSWERS, attempt_id)]
