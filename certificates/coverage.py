"""Which characters the shipped fonts can print, and how a text is divided between them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "assets" / "fonts"
FACES = ("tc", "sc")
FACE_OF_LANGUAGE = {"en": "tc", "zh-hant": "tc", "zh-hans": "sc"}
MISSING_MARK = "〓"  # what typesetters put where a character is not in the case


@dataclass(frozen=True, slots=True)
class Run:
    face: str
    text: str


def unprintable(text: str) -> list[str]:
    """The characters of a text that none of the fonts holds, each once, in order."""
    missing = [one for one in text if not any(ord(one) in _points(face) for face in FACES)]
    return list(dict.fromkeys(missing))


def runs(text: str, prefer: str) -> list[Run]:
    """One face for the whole text if there is one; else character by character; else the mark of a missing one."""
    order = (prefer, *(face for face in FACES if face != prefer))
    whole = next((face for face in order if all(ord(one) in _points(face) for one in text)), None)
    if whole:
        return [Run(whole, text)]
    drawn = [_drawn(one, order) for one in text]
    return [
        Run(face, "".join(one for _, one in together)) for face, together in groupby(drawn, key=lambda pair: pair[0])
    ]


def _drawn(character: str, order: Sequence[str]) -> tuple[str, str]:
    return next(((face, character) for face in order if ord(character) in _points(face)), (order[0], MISSING_MARK))


@lru_cache(maxsize=len(FACES))
def _points(face: str) -> frozenset[int]:
    ranges = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))[face]
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
