"""From the place of a problem in the definition to the part, the thing and the box where it is put right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...domain.casework.errors import Problem
from .parts import Part, part_of_entry

SEGMENT = re.compile(r"[^.\[\]]+")
# What the loaded scenario calls an entry that the definition calls otherwise.
LOADED_AS = {"deeds": "actions", "messages": "inbox", "profile": "legal_profile", "details": "fields", "sender": "from"}
LOADED_AS |= {"effects": "do", "facts": "reveals"}
WITHIN_A_BOX = frozenset({"do", "play", "when", "opportunity", "good", "recovered", "overrides"})


@dataclass(frozen=True, slots=True)
class Place:
    """`thing` is the number of a thing in a list part; `box` is empty where the fault is of the whole thing."""

    part: Part
    thing: int | None
    box: str


def place_of(problem: Problem, definition: Mapping[str, Any]) -> Place | None:
    """None where the fault is of the scenario as a whole."""
    path = _resolved(SEGMENT.findall(problem.path), definition)
    if problem.code == "missing":
        path = [*path, str(problem.detail["name"])]
    part = part_of_entry(path[0]) if path else None
    if part is None:
        return None
    if not part.is_list:
        return Place(part, None, ".".join(path))
    thing = int(path[1]) if len(path) > 1 and path[1].isdigit() else None
    return Place(part, thing, ".".join(path[2:]))


def _resolved(segments: Sequence[str], definition: Mapping[str, Any]) -> list[str]:
    """Ids become numbers and loaded names those of the definition; what lies deeper than a box is left out."""
    path: list[str] = []
    value: Any = definition
    for segment in segments:
        step = _step(segment, value)
        if step is None:
            break
        path.append(step)
        value = value[int(step)] if isinstance(value, list) else value.get(step)
        if step in WITHIN_A_BOX:
            break
    return path


def _step(segment: str, value: Any) -> str | None:
    if isinstance(value, Mapping):
        return next((name for name in (segment, LOADED_AS.get(segment)) if name in value), None)
    if not isinstance(value, list):
        return None
    if segment.isdigit():
        return segment if int(segment) < len(value) else None
    ids = [one.get("id") if isinstance(one, Mapping) else None for one in value]
    return str(ids.index(segment)) if segment in ids else None
