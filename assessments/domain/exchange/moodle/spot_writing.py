"""Documents to be marked, as questions of Moodle in which markers are dragged onto a picture.

Moodle shows no zones and names none, so that the places stand in the text of the question, as candidates see them here.
"""

from base64 import b64encode

from ...items.content import ItemContent
from ..pictures import Pictures, picture_file, picture_of, pictures_of, suffix_of
from ..plain_text import html_of
from ..xml_tree import Node, element
from ..zones import SIDES, scaled
from .places import PLACES, PLACES_END, shrunken

MARKER = "✓"


def write_spots(content: ItemContent) -> list[Node]:
    """One marker, as often as zones may be chosen, and where it belongs."""
    picture, right = content.body["picture"], content.right["correct"]
    size = picture["width"], picture["height"]
    zones = [one for one in content.body["zones"] if one["id"] in right]
    marker = element(
        "drag",
        element("no", "1"),
        element("text", MARKER),
        element("noofdrags", str(content.body["pick"])),
    )
    drops = []
    for number, one in enumerate(zones, start=1):
        sides = scaled({name: one[name] for name in SIDES}, size, shrunken(size))
        coordinates = "{x},{y};{width},{height}".format(**sides)
        parts = {"no": str(number), "shape": "rectangle", "coords": coordinates, "choice": "1"}
        drops.append(element("drop", *(element(name, word) for name, word in parts.items())))
    return [marker, *drops]


def picture_files(content: ItemContent, pictures: Pictures) -> list[Node]:
    """Raises ItemRefused for a picture that is not there."""
    return [_file(digest, picture_of(pictures, digest)) for digest in pictures_of(content)]


def places_html(content: ItemContent) -> str:
    """What the picture shows and what its zones are called; empty for an item that has none."""
    picture = content.body.get("picture")
    if not picture:
        return ""
    rows = "".join(
        f'<li class="academy-at-{"-".join(str(one[name]) for name in SIDES)}">{html_of(one["text"])}</li>'
        for one in content.body["zones"]
    )
    size = f"academy-size-{picture['width']}-{picture['height']}"
    return f'{PLACES}<p class="{size}">{html_of(picture["alt"])}</p><ol>{rows}</ol>{PLACES_END}'


def _file(digest: str, data: bytes) -> Node:
    name = f"{picture_file(digest)}.{suffix_of(data)}"
    return Node("file", {"name": name, "path": "/", "encoding": "base64"}, [b64encode(data).decode()])
