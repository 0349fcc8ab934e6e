"""The places of a picture in the text of a question: how they are found there, and in which size Moodle counts."""

import re
from dataclasses import dataclass

from ..xml_tree import Node, element
from ..zones import SIDES, Sides, Size

PLACES, PLACES_END = '<div class="academy-places">', "</div>"
ROW = re.compile(r'<li class="academy-at-(\d{1,5})-(\d{1,5})-(\d{1,5})-(\d{1,5})">(.*?)</li>', re.DOTALL)
SEEN = re.compile(r'<p class="academy-size-(\d{1,5})-(\d{1,5})">(.*?)</p>', re.DOTALL)
WIDEST, HIGHEST = 600, 400  # pixels: Moodle scales larger pictures down, and counts in the smaller ones


@dataclass(frozen=True, slots=True)
class Places:
    """As we wrote them; words are HTML."""

    size: Size
    seen: str
    zones: tuple[tuple[Sides, str], ...]


def shrunken(size: Size) -> Size:
    """What Moodle makes of a picture."""
    factor = min(1.0, WIDEST / size[0], HIGHEST / size[1])
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def places_in(node: Node | None) -> Places | None:
    """Of the text of a question. None where there are none, or somebody has changed them beyond recognition."""
    html = node.text_of("text") if node is not None else ""
    _, start, rest = html.partition(PLACES)
    block = rest.partition(PLACES_END)[0]
    seen, rows = SEEN.search(block), ROW.findall(block)
    if not start or seen is None or not rows:
        return None
    sides = [dict(zip(SIDES, map(int, row[:4]), strict=True)) for row in rows]
    return Places((int(seen[1]), int(seen[2])), seen[3], tuple(zip(sides, (row[4] for row in rows), strict=True)))


def without_places(node: Node | None) -> Node | None:
    """The text of a question without them."""
    html = node.text_of("text") if node is not None else ""
    before, start, rest = html.partition(PLACES)
    if node is None or not start:
        return node
    others = [one for one in node.children if not (isinstance(one, Node) and one.name == "text")]
    text = element("text", before + rest.partition(PLACES_END)[2])
    return Node(node.name, node.attributes, [text, *others], node.line)
