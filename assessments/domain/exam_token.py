"""What a browser shows with each answer: a sealed note that names one attempt and one session.

The exam save checks the seal instead of loading a session and a user (performance.md, rule 2); whether the attempt is
still open, still bound to that session and in time is decided by the statement that stores the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

Seal = Callable[[str], str]


class TokenRefused(Exception):
    """The token was not made here, or was altered."""


@dataclass(frozen=True, slots=True)
class ExamToken:
    attempt_id: int
    binding: str


def write_token(token: ExamToken, *, seal: Seal) -> str:
    body = f"{token.attempt_id}.{token.binding}"
    return f"{body}.{seal(body)}"


def read_token(text: str, *, seal: Seal) -> ExamToken:
    body, _, mark = text.rpartition(".")
    attempt_id, _, binding = body.partition(".")
    if not text.isascii() or not compare_digest(mark, seal(body)) or not attempt_id.isdigit():
        raise TokenRefused
    return ExamToken(int(attempt_id), binding)
