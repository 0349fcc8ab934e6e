"""Items as entries of a file: a choice row by row, every other kind as `body`, `right` and `rationales`."""

from collections.abc import Mapping
from typing import Any

from .content import ItemContent
from .parts import Fault, ItemInvalid
from .rows import Row, from_rows

FACTS = ("kind", "competency", "level", "cognitive", "difficulty", "lesson", "source", "review_by", "stem")
DATA = ("body", "right", "rationales")
SOURCE = ("title", "clause", "valid_until", "url")


def read_entry(entry: Mapping[str, Any]) -> ItemContent:
    """Raises ItemInvalid where something that every item has is missing; the kind's own data are not looked into."""
    for name in (*FACTS, *(("options",) if "options" in entry else DATA)):
        if name not in entry:
            raise ItemInvalid(Fault("missing", detail={"name": name}))
    facts = {**{name: entry[name] for name in FACTS}, "source": _source_line(entry["source"])}
    if "options" in entry:
        rows = [
            Row(text=option["text"], is_right=option["correct"], rationale=option["rationale"])
            for option in entry["options"]
        ]
        return ItemContent(**facts, **from_rows(rows))
    return ItemContent(**facts, **{name: entry[name] for name in DATA})


def read_source(entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """The source in fields: title, clause, valid_until, url, all but the title optional; None where it is a line."""
    source = entry["source"]
    return None if isinstance(source, str) else {name: source[name] for name in SOURCE if name in source}


def _source_line(source: str | Mapping[str, Any]) -> str:
    """A line of text, or fields put into one."""
    if isinstance(source, str):
        return source
    if not source.get("title"):
        raise ItemInvalid(Fault("missing", detail={"name": "source.title"}))
    return " ".join(filter(None, (source["title"], source.get("clause"))))
