"""Walks parsed YAML and remembers where it is, so that every complaint names its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from assessments.domain.casework.errors import Problem, ScenarioInvalid
from assessments.domain.casework.expressions import ALWAYS, Node
from assessments.domain.casework.grammar import GrammarError, Names, parse
from assessments.domain.casework.texts import EMPTY, Text

LONGEST_TOLD = 200  # characters

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
SLUG = re.compile(r"[A-Za-z0-9_-]+")


def fault(path: str, code: str, **detail: object) -> ScenarioInvalid:
    """A problem alone; what the author wrote is told in at most a line of it."""
    told = {name: value if isinstance(value, int) else str(value)[:LONGEST_TOLD] for name, value in detail.items()}
    return ScenarioInvalid((Problem(path, code, told),))


@dataclass(frozen=True, slots=True)
class Reader:
    """A value of the author's file and the path that leads to it."""

    raw: object
    path: str

    def fields(self, required: str = "", optional: str = "") -> Mapping[str, Reader]:
        """The mapping's entries; complains of missing and of unknown ones by name."""
        raw = self._mapping()
        names, allowed = set(required.split()), set(required.split()) | set(optional.split())
        missing, unknown = sorted(names - set(raw)), sorted(set(raw) - allowed)
        if missing:
            raise fault(self.path, "missing", name=missing[0])
        if unknown:
            raise fault(f"{self.path}.{unknown[0]}".lstrip("."), "unknown_entry", known=", ".join(sorted(allowed)))
        return {key: Reader(value, f"{self.path}.{key}" if self.path else key) for key, value in raw.items()}

    def _mapping(self) -> Mapping[str, object]:
        if not isinstance(self.raw, Mapping) or not all(isinstance(key, str) for key in self.raw):
            raise fault(self.path, "not_mapping")
        return self.raw

    def entries(self) -> Mapping[str, Reader]:
        """A mapping whose keys are the author's own."""
        return {key: Reader(value, f"{self.path}.{key}") for key, value in self._mapping().items()}

    def elements(self) -> tuple[Reader, ...]:
        if isinstance(self.raw, str) or not isinstance(self.raw, Sequence):
            raise fault(self.path, "not_list")
        return tuple(Reader(value, f"{self.path}[{number}]") for number, value in enumerate(self.raw))

    def each(self, read: Callable[[Reader], T]) -> tuple[T, ...]:
        """Read every element; reports the faults of all of them together."""
        return gather(self.elements(), read)

    def word(self) -> str:
        if not isinstance(self.raw, str) or not self.raw:
            raise fault(self.path, "not_word", given=self.raw)
        return self.raw

    def slug(self, longest: int) -> str:
        """A word that may stand in an address."""
        word = self.word()
        if not SLUG.fullmatch(word) or len(word) > longest:
            raise fault(self.path, "bad_slug", longest=longest, given=word)
        return word

    def words(self) -> tuple[str, ...]:
        return tuple(element.word() for element in self.elements())

    def known_words(self, known: Collection[str], what: str) -> tuple[str, ...]:
        """`what` ends the code of the fault: fact, field, law …"""
        for element in self.elements():
            if element.word() not in known:
                raise fault(element.path, f"unknown_{what}", name=element.word())
        return self.words()

    def whole(self, lowest: int = 0, highest: int = 100_000) -> int:
        if isinstance(self.raw, bool) or not isinstance(self.raw, int):
            raise fault(self.path, "not_whole", given=repr(self.raw))
        if not lowest <= self.raw <= highest:
            raise fault(self.path, "out_of_range", lowest=lowest, highest=highest, given=self.raw)
        return self.raw

    def share(self, highest: float = 1.0) -> float:
        if isinstance(self.raw, bool) or not isinstance(self.raw, int | float) or not 0 <= self.raw <= highest:
            raise fault(self.path, "not_share", highest=f"{highest:g}", given=self.raw)
        return float(self.raw)

    def flag(self) -> bool:
        if not isinstance(self.raw, bool):
            raise fault(self.path, "not_flag", given=self.raw)
        return self.raw

    def day(self) -> date:
        if type(self.raw) is date:
            return self.raw
        try:
            return date.fromisoformat(self.word())
        except ValueError:
            raise fault(self.path, "not_date", given=self.raw) from None

    def one_of(self, choices: type[E]) -> E:
        try:
            return choices(self.raw)
        except ValueError:
            known = ", ".join(str(choice.value) for choice in choices)
            raise fault(self.path, "not_one_of", known=known, given=self.raw) from None

    def text(self) -> Text:
        """A mapping of locales to text; a plain word or number counts for every locale."""
        if isinstance(self.raw, str | int) and not isinstance(self.raw, bool):
            return Text({"en": str(self.raw)})
        texts = self._mapping()
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise fault(self.path, "no_text")
        return Text({locale.lower(): str(text).strip() for locale, text in texts.items()})

    def condition(self, names: Names) -> Node:
        try:
            return parse(self.raw, names)
        except GrammarError as error:
            raise fault(self.path, error.code, **error.detail) from None


def gather(readers: Collection[Reader], read: Callable[[Reader], T]) -> tuple[T, ...]:
    values: list[T] = []
    problems: list[Problem] = []
    for reader in readers:
        try:
            values.append(read(reader))
        except ScenarioInvalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise ScenarioInvalid(tuple(problems))
    return tuple(values)


def optional_text(fields: Mapping[str, Reader], name: str) -> Text:
    return fields[name].text() if name in fields else EMPTY


def optional_condition(fields: Mapping[str, Reader], name: str, names: Names, default: Node = ALWAYS) -> Node:
    return fields[name].condition(names) if name in fields else default
