"""Boxes within boxes: a group of entries, a list of things, names of the author's own with a value each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import get_language

from lms.lib.localized import in_language

from .box import GONE, Box, Shown, Told, Words, told_below
from .sent import Sent


@dataclass(frozen=True, kw_only=True)
class Group(Box):
    """Boxes of an entry that itself holds names and values."""

    template: ClassVar[str] = "group"
    of: tuple[Box, ...]
    may_lack: bool = False

    def shown(self, value: object, at: str, told: Told) -> Shown:
        return {**self.frame(at, told), "faults": told.get(at, ()), "boxes": show_all(self.of, value, at, told)}

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
        return {**self.frame(at, told), "faults": told.get(at, ()), "rows": shown}

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
            self._row(key, one, f"{at}.{n}", told_below(told, f"{at}.{key}"))
            for n, (key, one) in enumerate(entries.items())
        ]
        return {**self.frame(at, told), "faults": told.get(at, ()), "rows": rows}

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
