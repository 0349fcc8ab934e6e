"""Lesson files of the starter academy → stream data of the lesson page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from .markdown import rich_text

Entry = dict[str, Any]
SPACE = uuid5(NAMESPACE_URL, "https://academy.invalid/starter/lessons")


class LessonFileRefused(ValueError):
    """The file does not follow the lesson format."""


def stable_id(name: str) -> str:
    """The same id for the same thing on every installation and in every language."""
    return str(uuid5(SPACE, name))


def read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {**content, "body": stream_of(content["lesson"], content["body"])}


def stream_of(lesson: str, body: Sequence[Mapping[str, Any]]) -> list[Entry]:
    return [_entry(lesson, number, block) for number, block in enumerate(body, start=1)]


def _entry(lesson: str, number: int, block: Mapping[str, Any]) -> Entry:
    if len(block) != 1:
        raise LessonFileRefused(f"{lesson} block {number}: exactly one key is expected, found {list(block)}")
    (kind, value), *_ = block.items()
    if kind not in CONVERTERS:
        raise LessonFileRefused(f"{lesson} block {number}: unknown kind {kind}")
    name = value["id"] if kind == "self_check" else f"{lesson}/{number}"
    return {"type": kind, "value": CONVERTERS[kind](value), "id": stable_id(name)}


def _boxed(value: Mapping[str, Any]) -> Entry:
    return {"title": value["title"], "text": rich_text(value["text"])}


def _callout(value: Mapping[str, Any]) -> Entry:
    return {"tone": value["tone"], **_boxed(value)}


def _table(value: Mapping[str, Any]) -> Entry:
    return {
        "caption": value["caption"],
        "header": _cells(value["header"]),
        "rows": "\n".join(_cells(row) for row in value["rows"]),
        "note": value.get("note", ""),
    }


def _cells(row: Sequence[Any]) -> str:
    texts = [" ".join(str(cell).split()) for cell in row]
    if any("|" in text for text in texts):
        raise LessonFileRefused(f"a cell holds the sign that parts cells: {texts}")
    if any("**" in text for text in texts):
        raise LessonFileRefused(f"cells are plain text, without emphasis: {texts}")
    return " | ".join(texts)


def _self_check(value: Mapping[str, Any]) -> Entry:
    return {
        "kind": value["kind"],
        "stem": value["stem"].strip(),
        "options": [
            {"text": option["text"], "is_correct": option["correct"], "explanation": option["explain"]}
            for option in value["options"]
        ],
    }


def _as_it_is(value: Any) -> Any:
    return value


CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "heading": str,
    "prose": rich_text,
    "example": _boxed,
    "callout": _callout,
    "table": _table,
    "flow": _as_it_is,
    "compare": _as_it_is,
    "self_check": _self_check,
}
