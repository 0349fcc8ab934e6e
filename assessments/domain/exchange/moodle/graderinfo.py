"""What the markers of an essay are told: a model answer, then criteria on lines of their own, led by their points."""

import re
from collections.abc import Mapping
from typing import Any

from ...items.parts import Texts
from ...items.short_text import MOST_POINTS

CRITERION = re.compile(r"\[(\d{1,2})\] ?(.*)")


def write_graderinfo(model: Texts, criteria: list[Mapping[str, Any]]) -> dict[str, str]:
    return {
        language: "\n".join([text, *(f"[{one['points']}] {one['text'].get(language, '')}" for one in criteria)])
        for language, text in model.items()
    }


def read_graderinfo(info: Texts) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """(model answer, criteria). Criteria are those that every language has with the same points; else none are read."""
    model: dict[str, str] = {}
    read: dict[str, list[tuple[int, str]]] = {}
    for language, text in info.items():
        lines = text.split("\n")
        found: list[tuple[int, str]] = []
        while lines and (match := CRITERION.fullmatch(lines[-1])) and 1 <= int(match[1]) <= MOST_POINTS and match[2]:
            found.insert(0, (int(match[1]), match[2]))
            lines.pop()
        model[language], read[language] = "\n".join(lines), found
    points = {tuple(one for one, _ in found) for found in read.values()}
    if len(points) != 1:
        return dict(info), []
    criteria = [
        {"text": {language: found[place][1] for language, found in read.items()}, "points": worth}
        for place, worth in enumerate(points.pop())
    ]
    return {language: text for language, text in model.items() if text.strip()}, criteria
