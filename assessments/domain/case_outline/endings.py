"""How a case from an outline may end: late, in time and complete, with gaps, or not at all."""

from __future__ import annotations

from typing import Any

from . import phrases
from .outline import Outline


def endings(outline: Outline) -> list[dict[str, Any]]:
    *earlier, last = [["done", step.key] for step in outline.steps]
    read = [["done", f"open.{name}"] for name in sorted({name for step in outline.steps for name in step.reads})]
    told = {"officer": phrases.REVIEW, "agency": phrases.REVIEW}
    complete = ["and", last, *earlier, *read]
    return [
        {
            "id": "late",
            "automatic": True,
            "when": ["and", last, ["==", "missed", True]],
            "title": phrases.LATE,
            "citizen": phrases.LATE_FOR,
            **told,
        },
        {
            "id": "in_time",
            "automatic": True,
            "when": complete if len(complete) > 2 else last,
            "title": phrases.IN_TIME,
            "citizen": phrases.GOOD_FOR,
            **told,
        },
        {
            "id": "incomplete",
            "automatic": True,
            "when": last,
            "title": phrases.INCOMPLETE,
            "citizen": phrases.BAD_FOR,
            **told,
        },
        {"id": "left_open", "title": phrases.OPEN, "citizen": phrases.OPEN_FOR, **told},
    ]
