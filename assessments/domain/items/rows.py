"""A choice written row by row, as authors and files do: text, right or wrong, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from .content import ItemContent
from .parts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: Texts
    is_right: bool
    rationale: Texts


def from_rows(rows: Sequence[Row]) -> dict[str, Any]:
    """`body`, `right` and `rationales` of a choice; ids follow the order of the rows."""
    lettered = list(zip(ascii_lowercase, rows, strict=False))
    return {
        "body": {"options": [{"id": one, "text": dict(row.text)} for one, row in lettered]},
        "right": {"correct": [one for one, row in lettered if row.is_right]},
        "rationales": {one: dict(row.rationale) for one, row in lettered if row.rationale},
    }


def rows_of(content: ItemContent) -> list[Row]:
    options: Sequence[Mapping[str, Any]] = content.body.get("options", ())
    right = content.right.get("correct", ())
    return [
        Row(text=one["text"], is_right=one["id"] in right, rationale=content.rationales.get(one["id"], {}))
        for one in options
    ]
