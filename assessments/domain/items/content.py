"""An item as its author writes it, and the parts of it that are words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .parts import LANGUAGES, Texts

ROLES = {
    "options": "option",
    "prompts": "prompt",
    "units": "unit",
    "zones": "zone",
    "fields": "field",
    "sections": "section",
    "passages": "passage",
    "parts": "part",
}  # list in a body → what its entries are

Place = tuple[tuple[str, int], ...]  # ((role, number from 1), …) from the outside in; empty for the item itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """What one version says, without who wrote it or where it stands in review.

    `body`, `right` and `rationales` are data as the kind reads them (`domain.items.registry`).
    """

    kind: str
    competency: str
    level: int
    cognitive: str
    difficulty: float
    lesson: str
    source: str
    review_by: date | None
    stem: Texts
    body: Mapping[str, Any]
    right: Mapping[str, Any]
    rationales: Mapping[str, Texts]

    @property
    def languages(self) -> list[str]:
        """Every language in which anything that candidates read is written."""
        texts = [self.stem, *(text for _, text in pieces(self.body))]
        return [language for language in LANGUAGES if any(language in text for text in texts)]


def pieces(data: Any, place: Place = ()) -> Iterator[tuple[Place, Texts]]:
    """Every text of a body with the place where it stands, in order."""
    if isinstance(data, Mapping):
        if data and all(name in LANGUAGES for name in data):
            yield place, data
            return
        for name, value in data.items():
            if name in ROLES and isinstance(value, Sequence):
                for number, one in enumerate(value, start=1):
                    yield from pieces(one, (*place, (ROLES[name], number)))
            else:
                yield from pieces(value, place)


def place_of(reference: str, data: Any) -> Place:
    """Where the thing stands that a reason refers to, such as `b` or `open.a`; empty for the whole item."""
    place: Place = ()
    for name in reference.split("."):
        data, step = _entry(data, name)
        place = (*place, step) if step else place
    return place


def _entry(data: Any, name: str) -> tuple[Any, tuple[str, int] | None]:
    inner = data.get("body", data) if isinstance(data, Mapping) else {}
    for listed, role in ROLES.items():
        for number, one in enumerate(inner.get(listed, ()), start=1):
            if one["id"] == name:
                return one, (role, number)
    return inner, None
