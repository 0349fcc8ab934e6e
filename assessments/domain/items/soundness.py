"""What an item of any kind lacks before somebody else may judge it: languages, reasons, keys that do not stand out."""

from collections.abc import Iterator
from statistics import mean

from .content import ItemContent, Place, pieces, place_of
from .parts import ItemInvalid
from .registry import KINDS
from .rows import rows_of

LONGEST_KEY = 1.6  # times the mean length of the wrong options; a longer one gives itself away


def untranslated(content: ItemContent) -> list[tuple[str, Place]]:
    """(language, place) of each text that is missing in a language which the item has elsewhere."""
    texts = [((), content.stem), *pieces(content.body)]
    return [(language, place) for language in content.languages for place, text in texts if language not in text]


def unexplained(content: ItemContent) -> list[Place]:
    """Places of which the author must say why they are right or wrong, and does not."""
    kind = KINDS[content.kind]
    try:
        references = kind.reasons(kind.read(content.body))
    except ItemInvalid:
        return []
    return [place_of(one, content.body) for one in references if not content.rationales.get(one)]


def telling_keys(content: ItemContent) -> Iterator[str]:
    """Languages in which a right option of a choice stands out by its length."""
    if content.kind not in ("single", "multiple"):
        return
    rows = rows_of(content)
    for language in content.languages:
        right = [len(row.text.get(language, "")) for row in rows if row.is_right]
        wrong = [len(row.text.get(language, "")) for row in rows if not row.is_right]
        if right and wrong and max(right) > LONGEST_KEY * mean(wrong):
            yield language
