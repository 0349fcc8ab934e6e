"""The boxes of the scenario editor. Each kind shows a value of the definition and reads back what was written over it.

A definition under work may hold anything, so no kind refuses a value: what a box cannot hold is shown as YAML, what was
not touched stays as it is, and the loader alone says what is wrong. An empty box takes its entry out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, TypeAlias

from django.utils.functional import Promise
from django.utils.translation import get_language

from lms.lib.localized import in_language

from .sent import Sent
from .yaml_lines import on_many_lines, on_one_line, understood

Words: TypeAlias = str | Promise
Shown: TypeAlias = dict[str, Any]
Told: TypeAlias = Mapping[str, Sequence[str]]  # box → what is wrong with it, in words

LANGUAGES = {"en": "English", "zh-hant": "繁體中文", "zh-hans": "简体中文"}
TRADITIONAL, SIMPLIFIED = "zh-hant", "zh-hans"
WHOLE, DECIMAL = re.compile(r"-?[0-9]{1,9}"), re.compile(r"[0-9]{0,6}\.[0-9]{1,6}")
BETWEEN_WORDS = re.compile(r"[\s,，、;；]+")


class Gone(Enum):
    """Stands for an entry that is not there."""

    GONE = "gone"


GONE = Gone.GONE


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box for one entry, here a line with a word."""

    template: ClassVar[str] = "line"
    name: str
    label: Words
    help: Words = ""
    wide: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        """All that its template needs; `at` names the box on the page."""
        return {**self._frame(at, told), "text": self.written(value)}

    def read(self, sent: Sent, at: str, old: object) -> object:
        text = sent.text(at)
        if not sent.has(at) or text == self.written(old).strip():
            return old
        return self.meant(text) if text else GONE

    def written(self, value: object) -> str:
        return "" if value is GONE else on_one_line(value)

    def meant(self, text: str) -> object:
        return text

    def _frame(self, at: str, told: Told) -> Shown:
        return {
            "template": f"assessments/desk/editor/{self.template}.html",
            "box": self,
            "at": at,
            "id": at.replace(".", "-"),
            "faults": _told_below(told, at),
        }


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
        return {**self._frame(at, told), "is_on": self.default if value is GONE else value is True}

    def read(self, sent: Sent, at: str, old: object) -> object:
        is_on = sent.has(at)
        was_on = self.default if old is GONE else old is True
        return old if is_on == was_on or not sent.has(f"{at}.asked") else is_on


@dataclass(frozen=True, kw_only=True)
class Text(Box):
    """The same words in each language. Simplified follows Traditional until somebody writes it differently."""

    template: ClassVar[str] = "text"
    long: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        texts = self._texts(value)
        boxes = [
            {
                "code": code,
                "name": name,
                "text": texts.get(code, ""),
                "at": f"{at}.{code}",
                "id": f"{at}.{code}".replace(".", "-"),
            }
            for code, name in LANGUAGES.items()
        ]
        return {**self._frame(at, told), "languages": boxes}

    def read(self, sent: Sent, at: str, old: object) -> object:
        if not any(sent.has(f"{at}.{code}") for code in LANGUAGES):
            return old
        before = self._texts(old)
        texts = {code: text for code in LANGUAGES if (text := sent.text(f"{at}.{code}"))}
        if texts.get(SIMPLIFIED, "") in ("", sent.simplify(before.get(TRADITIONAL, ""))):
            texts.pop(SIMPLIFIED, None)
            if TRADITIONAL in texts:
                texts[SIMPLIFIED] = sent.simplify(texts[TRADITIONAL])
        if texts == {code: text.strip() for code, text in before.items() if text.strip()}:
            return old
        others = {code: text for code, text in before.items() if code not in LANGUAGES}
        if not isinstance(old, Mapping) and set(texts) == {"en"}:
            return texts["en"]  # one wording for every language
        return {**others, **texts} or GONE

    def _texts(self, value: object) -> dict[str, str]:
        if isinstance(value, Mapping):
            return {str(code): str(text) for code, text in value.items()}
        return {} if value is GONE else {"en": on_one_line(value)}


@dataclass(frozen=True, kw_only=True)
class Group(Box):
    """Boxes of an entry that itself holds names and values."""

    template: ClassVar[str] = "group"
    of: tuple[Box, ...]
    may_lack: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        return {**self._frame(at, told), "faults": told.get(at, ()), "boxes": show_all(self.of, value, at, told)}

    def read(self, sent: Sent, at: str, old: object) -> object:
        values = read_all(self.of, sent, at, old)
        return GONE if self.may_lack and not values else values


@dataclass(frozen=True, kw_only=True)
class Many(Box):
    """A list of things with the same boxes; `new` is what a thing added begins with."""

    template: ClassVar[str] = "many"
    of: tuple[Box, ...]
    one: Words
    new: Mapping[str, Any] = field(default_factory=dict)
    may_lack: bool = False
    folded: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        rows = value if isinstance(value, list) else []
        shown = [self._row(row, f"{at}.{n}", told) for n, row in enumerate(rows)]
        return {**self._frame(at, told), "faults": told.get(at, ()), "rows": shown}

    def _row(self, row: object, at: str, told: Told) -> Shown:
        is_faulty = any(name == at or name.startswith(f"{at}.") for name in told)
        return {
            "at": at,
            "id": at.replace(".", "-"),
            "title": title_of(row),
            "boxes": show_all(self.of, row, at, told),
            "faults": told.get(at, ()),
            "is_open": is_faulty or not self.folded,
        }

    def read(self, sent: Sent, at: str, old: object) -> object:
        former = old if isinstance(old, list) else []
        count = sent.count(at)
        if count is None or (not count and not former):
            return [] if old is GONE and not self.may_lack else old
        places = [f"{at}.{n}" for n in range(count)]
        rows = [read_all(self.of, sent, place, self._former(sent, place, former)) for place in places]
        return rows or (GONE if self.may_lack else [])

    def _former(self, sent: Sent, at: str, former: Sequence[object]) -> object:
        """The row that stood here: the one of the same id, else the one in the same place."""
        name, place = sent.text(f"{at}.id"), int(at.rpartition(".")[2])
        same = (row for row in former if isinstance(row, Mapping) and name and row.get("id") == name)
        return next(same, former[place] if place < len(former) else {})


@dataclass(frozen=True, kw_only=True)
class Entries(Box):
    """Names of the author's own, each with a value of the same kind."""

    template: ClassVar[str] = "entries"
    value: Box
    key: Words
    new_value: Any

    def shown(self, value: object, at: str, told: Told) -> Shown:
        entries = value if isinstance(value, Mapping) else {}
        rows = [
            self._row(key, one, f"{at}.{n}", _told_below(told, f"{at}.{key}"))
            for n, (key, one) in enumerate(entries.items())
        ]
        return {**self._frame(at, told), "faults": told.get(at, ()), "rows": rows}

    def _row(self, key: str, value: object, at: str, faults: Sequence[str]) -> Shown:
        shown = self.value.shown(value, f"{at}.value", {f"{at}.value": faults} if faults else {})
        return {"at": at, "id": at.replace(".", "-"), "key": key, "value": shown}

    def read(self, sent: Sent, at: str, old: object) -> object:
        entries = old if isinstance(old, Mapping) else {}
        count = sent.count(at)
        if count is None:
            return {} if old is GONE else old
        found: dict[str, object] = {}
        for n in range(count):
            key, former = sent.text(f"{at}.{n}.key"), list(entries.items())[n : n + 1]
            value = self.value.read(sent, f"{at}.{n}.value", entries.get(key, former[0][1] if former else GONE))
            if key:
                found[key] = self.new_value if value is GONE else value
        return found


def show_all(boxes: Iterable[Box], value: object, at: str, told: Told) -> list[Shown]:
    entries = value if isinstance(value, Mapping) else {}
    return [box.shown(entries.get(box.name, GONE), _below(at, box.name), told) for box in boxes]


def read_all(boxes: Iterable[Box], sent: Sent, at: str, old: object) -> dict[str, object]:
    """The entries that the boxes hold, in the old order; entries without a box stay as they are."""
    values: dict[str, object] = dict(old) if isinstance(old, Mapping) else {}
    for box in boxes:
        value = box.read(sent, _below(at, box.name), values.get(box.name, GONE))
        if value is GONE:
            values.pop(box.name, None)
        else:
            values[box.name] = value
    return values


def title_of(row: object) -> str:
    """What a row is called: its id, else its label in the reader's language."""
    if not isinstance(row, Mapping):
        return ""
    label = row.get("id") or row.get("label") or row.get("competency") or ""
    return in_language(label, get_language() or "en") if isinstance(label, Mapping) else str(label)


def _below(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _told_below(told: Told, at: str) -> list[str]:
    return [words for name, told_here in told.items() if name == at or name.startswith(f"{at}.") for words in told_here]
