"""What is known of an item beside its texts and its key, as names and words that files carry."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

from ..items.content import ItemContent
from ..items.parts import Texts
from .found import Notes, short

FACTS = ("competency", "level", "cognitive", "difficulty", "lesson", "source", "review_by")
COGNITIVE = ("recall", "apply", "judge")
HIGHEST_LEVEL = 5
LONGEST = {"competency": 20, "lesson": 20, "source": 250}
LARGEST_DIFFICULTY = 4.0  # logits


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Chosen once for an import, for the items that do not say these themselves."""

    competency: str
    level: int
    cognitive: str
    language: str = "en"  # of texts that do not name theirs
    difficulty: float = 0.0
    lesson: str = ""
    source: str = ""
    review_by: date | None = None

    def write(
        self, kind: str, stem: Texts, body: Mapping[str, Any], *, right: Mapping[str, Any], reasons: Mapping[str, Texts]
    ) -> ItemContent:
        facts = {name: value for name, value in asdict(self).items() if name != "language"}
        return ItemContent(
            **facts,
            kind=kind,
            stem=stem,
            body=body,
            right=right,
            rationales={name: texts for name, texts in reasons.items() if texts},
        )


def facts_in_words(content: ItemContent) -> dict[str, str]:
    """Facts that hold something, as files write them."""
    words = {
        "competency": content.competency,
        "level": str(content.level),
        "cognitive": content.cognitive,
        "difficulty": repr(content.difficulty) if content.difficulty else "",
        "lesson": content.lesson,
        "source": content.source,
        "review_by": content.review_by.isoformat() if content.review_by else "",
    }
    return {name: word for name, word in words.items() if word}


def read_facts(words: Mapping[str, str], given: Facts, notes: Notes) -> Facts:
    """The facts of one item: its own words go first; one that makes no sense is told and left to what was given."""
    found: dict[str, Any] = {}
    for name in FACTS:
        word = " ".join(words.get(name, "").split())
        if not word:
            continue
        value = _read(name, word)
        if value is None:
            notes.lose("bad_fact", name=name, given=short(word))
        else:
            found[name] = value
    return replace(given, **found)


def _read(name: str, word: str) -> Any:
    """None for what is not such a fact."""
    if name in LONGEST:
        return word if len(word) <= LONGEST[name] else None
    if name == "cognitive":
        return word if word in COGNITIVE else None
    try:
        if name == "level":
            return int(word) if 1 <= int(word) <= HIGHEST_LEVEL else None
        if name == "difficulty":
            number = float(word)
            return number if isfinite(number) and abs(number) <= LARGEST_DIFFICULTY else None
        return date.fromisoformat(word)
    except ValueError:
        return None
