"""The places of a picture in the text of a question: how they are found there, and in which size Moodle counts."""

from dataclasses import dataclass

from ...items.reading import MOST_ENTRIES
from ..found import ItemRefused
from ..plain_text import LONGEST_HTML
from ..xml_tree import Node, element
from ..zones import SIDES, Sides, Size

PLACES, PLACES_END = '<div class="academy-places">', "</div>"
SEEN, SEEN_END = '<p class="academy-size-', "</p>"
ROW, ROW_END = '<li class="academy-at-', "</li>"
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
    seen = _numbered(block.partition(SEEN)[2], SEEN_END, 2)
    pieces = block.split(ROW, MOST_ENTRIES + 1)[1:]
    if len(pieces) > MOST_ENTRIES:
        raise ItemRefused("too_many", most=MOST_ENTRIES)
    rows = [_numbered(piece, ROW_END, len(SIDES)) for piece in pieces]
    if not start or seen is None or not rows:
        return None
    zones = [(dict(zip(SIDES, row[0], strict=True)), row[1]) for row in rows if row is not None]
    width, height = seen[0]
    return Places((width, height), seen[1], tuple(zones)) if len(zones) == len(rows) else None


def _numbered(text: str, end: str, count: int) -> tuple[list[int], str] | None:
    """The numbers of a class that has been opened, and the HTML after it up to the end; without expressions, whose
    time malice could square."""
    head, _, rest = text[:LONGEST_HTML].partition('">')
    numbers = head.split("-")
    if len(numbers) != count or not all(one.isascii() and one.isdigit() and len(one) <= 5 for one in numbers):
        return None
    return [int(one) for one in numbers], rest.partition(end)[0]


def without_places(node: Node | None) -> Node | None:
    """The text of a question without them."""
    html = node.text_of("text") if node is not None else ""
    before, start, rest = html.partition(PLACES)
    if node is None or not start:
        return node
    others = [one for one in node.children if not (isinstance(one, Node) and one.name == "text")]
    text = element("text", before + rest.partition(PLACES_END)[2])
    return Node(node.name, node.attributes, [text, *others], node.line)
