"""The legal profile of a case from an outline: its periods, and the provisions they rest on."""

from __future__ import annotations

from typing import Any

from . import phrases
from .outline import Deadline, Outline

Definition = dict[str, Any]


def profile(outline: Outline) -> Definition:
    return {
        "id": "to-be-named",
        "as_of": outline.start.isoformat(),
        "notice": phrases.NOTICE,
        "laws": laws(outline),
        "clocks": [
            {"id": one.id, "name": one.title, "working_days": one.days, "law": law_of(outline, one)}
            for one in outline.deadlines
        ],
        "calendar": {"note": phrases.TO_FILL_IN, "holidays": [], "worked_weekends": []},
    }


def _law_names(outline: Outline) -> list[str]:
    return list(dict.fromkeys(deadline.law for deadline in outline.deadlines)) or [""]


def laws(outline: Outline) -> list[Definition]:
    return [
        {
            "id": f"law_{number}",
            "name": {"en": name, "zh-hant": name} if name else phrases.LAW,
            "summary": phrases.TO_FILL_IN,
        }
        for number, name in enumerate(_law_names(outline), start=1)
    ]


def law_of(outline: Outline, deadline: Deadline) -> str:
    return f"law_{_law_names(outline).index(deadline.law) + 1}"
