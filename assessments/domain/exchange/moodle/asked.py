"""A question of Moodle while it is read, and what readers of all types need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...items.parts import ALL, Texts
from ..found import ItemRefused, Notes, short
from ..pictures import SentPicture
from ..xml_tree import Node
from .texts import read_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a reader of a type finds, beside the stem."""

    kind: str
    body: Mapping[str, Any]
    right: Mapping[str, Any]
    reasons: Mapping[str, Texts]
    pictures: tuple[SentPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question while it is read."""

    node: Node
    language: str
    notes: Notes
    stem: Texts
    words: Mapping[str, str]  # facts among the tags

    def texts(self, node: Node | None) -> dict[str, str]:
        return read_texts(node, self.language, self.notes)

    def flag(self, name: str) -> bool:
        found = self.node.child(name)
        return found is not None and found.text.strip().lower() in ("1", "true")


def whole_reason(asked: Asked) -> dict[str, Texts]:
    return {ALL: asked.texts(asked.node.child("generalfeedback"))}


def no_whole_reason(asked: Asked) -> None:
    if asked.texts(asked.node.child("generalfeedback")):
        asked.notes.lose("feedback")


def fraction(answer: Node) -> float:
    return number_of(answer.get("fraction", "0") or "0")


def number_of(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise ItemRefused("bad_number", given=short(text)) from None
