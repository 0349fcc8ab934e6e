"""What a written part of an item is made of, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...items.parts import Texts
from ..plain_text import paragraph
from ..xml_tree import Node

WHOLE = "RESPONSE"

Children = Sequence[Node | str]


@dataclass(slots=True)
class Written:
    """`score` holds rules that add up to the weight of the part; `last` those that come after all others."""

    declarations: list[Node] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    score: list[Node] = field(default_factory=list)
    last: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a part stands: its language, its name before those of its slots, and what it weighs in the mark.

    `pictures`: digest → address, as seen from the file of the item.
    """

    language: str
    part: str = ""
    weight: float = 1.0
    pictures: Mapping[str, str] = field(default_factory=dict)

    def response(self, slot: str = "") -> str:
        name = ".".join(one for one in (self.part, slot) if one)
        return f"{WHOLE}-{name}" if name else WHOLE

    def words(self, texts: Texts, name: str = "p", **attributes: str) -> Node:
        """A text that the item does not have in this language stays empty."""
        return paragraph(texts.get(self.language, ""), name, **attributes)

    def inline(self, texts: Texts) -> Children:
        return self.words(texts).children

    def line(self, texts: Texts) -> Children:
        return paragraph(" ".join(texts.get(self.language, "").split("\n"))).children
