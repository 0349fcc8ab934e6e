"""Aiken: single choices in plain text. A task, options led by A. or A), and a line with the answer."""

import re
from collections.abc import Mapping

from ..items.content import ItemContent
from ..items.rows import Row, from_rows, rows_of
from .facts import Facts
from .found import Imported, Problem, checked
from .plain_text import tidy
from .text_file import read_text

OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*)")
ANSWER = re.compile(r"\s*ANSWER\s*:\s*([A-Za-z])\s*", re.IGNORECASE)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def is_aiken(text: str) -> bool:
    """Options and an answer, on lines of their own."""
    lines = text.split("\n")
    return any(map(ANSWER.fullmatch, lines)) and any(map(OPTION.match, lines))


def write_aiken(items: Mapping[str, ItemContent], language: str) -> bytes:
    """In one language; reasons, facts and line breaks are not carried."""
    return "\n".join(_question(content, language) for content in items.values()).encode()


def read_aiken(content: bytes, file: str, given: Facts) -> list[Imported]:
    """Raises FileRefused for a file that is no text. A question that does not end is told, and the next one read."""
    questions: list[_Question] = []
    current = _Question(file, given)
    for number, line in enumerate(read_text(content, file).split("\n"), start=1):
        if current.is_done or (current.options and line.strip() and not OPTION.match(line) and not ANSWER.match(line)):
            questions.append(current)
            current = _Question(file, given)
        current.take(line, number)
    return [checked(one.result()) for one in [*questions, current] if one.line]


class _Question:
    def __init__(self, file: str, given: Facts) -> None:
        self.file, self.given = file, given
        self.line = 0
        self.stem: list[str] = []
        self.options: list[tuple[str, str]] = []
        self.answer = ""

    @property
    def is_done(self) -> bool:
        return bool(self.answer)

    def take(self, line: str, number: int) -> None:
        if not line.strip():
            return
        self.line = self.line or number
        option, answer = OPTION.match(line), ANSWER.fullmatch(line)
        if answer:
            self.answer = answer[1].upper()
        elif option and self.stem:
            self.options.append((option[1], tidy(option[2])))
        else:
            self.stem.append(tidy(line))

    def result(self) -> Imported:
        found = [text for letter, text in self.options]
        known = [letter for letter, _ in self.options]
        problem = None
        if not self.stem or len(found) < 2 or known != list(LETTERS[: len(known)]):
            problem = "bad_options"
        elif self.answer not in known:
            problem = "no_right_answer"
        if problem:
            return Imported(content=None, file=self.file, line=self.line, problems=(Problem(problem),))
        language = self.given.language
        rows = [
            Row(text={language: text} if text else {}, is_right=letter == self.answer, rationale={})
            for letter, text in self.options
        ]
        parts = from_rows(rows)
        content = self.given.write(
            "single",
            {language: "\n".join(self.stem)},
            parts["body"],
            right=parts["right"],
            reasons=parts["rationales"],
        )
        return Imported(content=content, file=self.file, line=self.line)


def _question(content: ItemContent, language: str) -> str:
    rows = rows_of(content)
    lines = [f"{letter}. {_one_line(row.text.get(language, ''))}" for letter, row in zip(LETTERS, rows, strict=False)]
    right = next((letter for letter, row in zip(LETTERS, rows, strict=False) if row.is_right), "")
    return "\n".join([_one_line(content.stem.get(language, "")), *lines, f"ANSWER: {right}", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())
