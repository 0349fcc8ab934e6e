"""What a reader found as plain data, to be kept between looking and importing."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from ..items.content import ItemContent
from .facts import Facts
from .found import Imported, Problem


def to_entry(found: Imported) -> dict[str, Any]:
    return {
        "file": found.file,
        "line": found.line,
        "name": found.name,
        "problems": [{"code": one.code, "detail": dict(one.detail)} for one in found.problems],
        "content": _plain(found.content) if found.content else None,
    }


def from_entry(entry: Mapping[str, Any]) -> Imported:
    """Only of what `to_entry` wrote."""
    content = entry["content"]
    return Imported(
        file=entry["file"],
        line=entry["line"],
        name=entry["name"],
        problems=tuple(Problem(one["code"], one["detail"]) for one in entry["problems"]),
        content=ItemContent(**{**content, "review_by": _day(content["review_by"])}) if content else None,
    )


def facts_entry(given: Facts) -> dict[str, Any]:
    return _plain(given)


def _plain(thing: ItemContent | Facts) -> dict[str, Any]:
    plain = {one.name: getattr(thing, one.name) for one in fields(thing)}
    return {**plain, "review_by": thing.review_by.isoformat() if thing.review_by else None}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
