"""A question of GIFT while it is read: its answers apart, its texts in their format."""

import re
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ...items.parts import Texts
from ..found import ItemRefused, Notes
from ..plain_text import languages_of_html, tidy
from .syntax import FORMAT, show

ANSWER = re.compile(r"[=~][^=~]*")

WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")

Found: TypeAlias = tuple[str, dict[str, Any], dict[str, Any], dict[str, Texts]]  # kind, body, right, reasons


@dataclass(frozen=True, slots=True)
class Answer:
    is_marked: bool  # with the sign of right answers
    weight: float | None
    text: str
    feedback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question while it is read; `form` is the format of all its texts."""

    form: str
    language: str
    notes: Notes
    languages: tuple[str, ...]
    answers: tuple[Answer, ...] = ()

    def of(self, plain: str) -> "Asked":
        """The same with these answers."""
        return replace(self, answers=answers_of(plain))

    def texts(self, text: str) -> dict[str, str]:
        match = FORMAT.match(text)
        form, plain = (match[1], text[match.end() :]) if match else (self.form, text)
        return texts_of(show(plain), form, self.language, self.notes)

    def reasons(self, ids: list[str]) -> dict[str, Texts]:
        return {one: self.texts(answer.feedback) for one, answer in zip(ids, self.answers, strict=True)}

    def no_reasons(self) -> None:
        if any(answer.feedback.strip() for answer in self.answers):
            self.notes.lose("feedback")


def texts_of(text: str, form: str, language: str, notes: Notes) -> dict[str, str]:
    if form == "markdown":
        notes.lose("markdown")
    if form == "html" or (form == "moodle" and re.search(r"<[a-zA-Z/]", text)):
        return languages_of_html(text, language, notes)
    plain = tidy(text)
    return {language: plain} if plain else {}


def answers_of(plain: str) -> tuple[Answer, ...]:
    if not plain.startswith(("=", "~")):
        raise ItemRefused("no_right_answer")
    found = []
    for piece in ANSWER.findall(plain):
        rest, weight = piece[1:], None
        match = WEIGHT.match(rest)
        if match:
            rest, weight = rest[match.end() :], float(match[1])
        text, _, feedback = rest.partition("#")
        found.append(Answer(piece[0] == "=", weight, text.strip(), feedback.strip()))
    return tuple(found)
