"""Boxes for a single value: a number, a condition, names in a row, one of several, yes or no, YAML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .box import GONE, Box, Shown, Told, Words
from .sent import Sent
from .yaml_lines import on_many_lines, understood

WHOLE, DECIMAL = re.compile(r"-?[0-9]{1,9}"), re.compile(r"[0-9]{0,6}\.[0-9]{1,6}")
BETWEEN_WORDS = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, kw_only=True)
class Number(Box):
    template: ClassVar[str] = "number"

    def meant(self, text: str) -> object:
        if WHOLE.fullmatch(text):
            return int(text)
        return float(text) if DECIMAL.fullmatch(text) else text


@dataclass(frozen=True, kw_only=True)
class Lines(Box):
    """YAML over several lines, for what is rare."""

    template: ClassVar[str] = "lines"
    empty: Any = GONE

    def written(self, value: object) -> str:
        return "" if value is GONE else on_many_lines(value)

    def meant(self, text: str) -> object:
        return understood(text)

    def read(self, sent: Sent, at: str, old: object) -> object:
        meant = super().read(sent, at, old)
        return self.empty if meant is GONE else meant


@dataclass(frozen=True, kw_only=True)
class Condition(Box):
    """In the notation of lists: [and, [done, open.lease], [not, [known, co_owner]]]."""

    template: ClassVar[str] = "condition"

    def meant(self, text: str) -> object:
        return understood(text)


@dataclass(frozen=True, kw_only=True)
class Names(Box):
    """Words in a row, such as facts or laws."""

    may_lack: bool = True

    def written(self, value: object) -> str:
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return ", ".join(value)
        return super().written(value)

    def meant(self, text: str) -> object:
        return [word for word in BETWEEN_WORDS.split(text) if word]

    def read(self, sent: Sent, at: str, old: object) -> object:
        meant = super().read(sent, at, old)
        return [] if meant is GONE and not self.may_lack else meant


@dataclass(frozen=True, kw_only=True)
class Pick(Box):
    """One of a few values."""

    template: ClassVar[str] = "pick"
    choices: Mapping[str, Words]

    def shown(self, value: object, at: str, told: Told) -> Shown:
        chosen = self.written(value)
        offered = {"": "–", **self.choices} if chosen in ("", *self.choices) else {chosen: chosen, **self.choices}
        return {**super().shown(value, at, told), "offered": offered.items()}


@dataclass(frozen=True, kw_only=True)
class Flag(Box):
    """Yes or no; `default` is what a missing entry means."""

    template: ClassVar[str] = "flag"
    default: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        return {**self.frame(at, told), "is_on": self.default if value is GONE else value is True}

    def read(self, sent: Sent, at: str, old: object) -> object:
        is_on = sent.has(at)
        was_on = self.default if old is GONE else old is True
        return old if is_on == was_on or not sent.has(f"{at}.asked") else is_on
