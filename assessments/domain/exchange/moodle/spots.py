"""Markers that are dragged onto a picture, as zones to be marked."""

from base64 import b64decode
from binascii import Error
from collections.abc import Sequence
from typing import Any

from ...items.parts import Texts
from ..drafting import letters
from ..found import ItemRefused, Notes, short
from ..pictures import SentPicture
from ..plain_text import languages_of_html
from ..xml_tree import Node
from ..zones import NO_WORDS, Sides, Size, scaled, sides_of, zone
from .asked import Asked, Parts, no_whole_reason, number_of
from .places import Places, places_in, shrunken

Zone = tuple[Sides, Texts]


def read_spots(asked: Asked) -> Parts:
    """One marker for all right places. What the places are called, and the wrong ones, is known for ours only."""
    node, sent = asked.node, _picture(asked.node)
    drops, drags = node.all("drop"), node.all("drag")
    markers = {drop.text_of("choice").strip() for drop in drops} - {"", "0"}
    if not markers:
        raise ItemRefused("no_right_answer")
    if len(markers) > 1:
        raise ItemRefused("several_markers")
    drops = [drop for drop in drops if drop.text_of("choice").strip() in markers]
    marker = next((drag for drag in drags if drag.text_of("no").strip() in markers), None)
    places = places_in(node.child("questiontext"))
    size = sent.checked(*places.size) if places else sent.size()
    dropped = [_sides(drop, shrunken(size), asked.notes) for drop in drops]
    alt, named = _told(places, asked)
    right, zones = _joined(named, dropped, size, asked)
    ids = letters(len(zones))
    picture = {"digest": sent.digest, "width": size[0], "height": size[1], "alt": alt}
    no_whole_reason(asked)
    return Parts(
        kind="hot_spot",
        body={
            "picture": picture,
            "zones": [zone(name, text, sides) for name, (sides, text) in zip(ids, zones, strict=True)],
            "pick": _pick(marker, len(zones)),
        },
        right={"correct": [ids[place] for place in right]},
        reasons={},
        pictures=(sent,),
    )


def _picture(node: Node) -> SentPicture:
    file = node.child("file")
    if file is None:
        raise ItemRefused("picture_missing", name="")
    try:
        data = b64decode("".join(file.text.split()), validate=True)
    except (Error, ValueError):
        raise ItemRefused("picture_unreadable", name=short(file.get("name"))) from None
    return SentPicture(file.get("name")[:200], data)


def _told(places: Places | None, asked: Asked) -> tuple[Texts, list[Zone]]:
    """What the picture shows, and the zones that the question names."""
    if places is None:
        asked.notes.lose("no_alt")
        return dict.fromkeys(asked.stem or [asked.language], NO_WORDS), []
    seen, *words = (
        languages_of_html(html, asked.language, asked.notes)
        for html in (places.seen, *(html for _, html in places.zones))
    )
    return seen, [(sides, text) for (sides, _), text in zip(places.zones, words, strict=True)]


def _joined(named: Sequence[Zone], dropped: Sequence[Sides], size: Size, asked: Asked) -> tuple[list[int], list[Zone]]:
    """(places of the right zones, all zones): a drop that is none of the zones named is one more."""
    zones, right = list(named), set[int]()
    small = [scaled(sides, size, shrunken(size)) for sides, _ in named]
    for sides in dropped:
        place = small.index(sides) if sides in small else None
        if place is None:
            asked.notes.lose("zone_names")
            text = dict.fromkeys(asked.stem or [asked.language], f"[{len(zones) + 1}]")
            zones.append((scaled(sides, shrunken(size), size), text))
        right.add(len(zones) - 1 if place is None else place)
    return sorted(right), zones


def _sides(drop: Node, size: Size, notes: Notes) -> Sides:
    """`x,y;width,height`, `x,y;radius`, or corner after corner."""
    shape, given = drop.text_of("shape").strip(), drop.text_of("coords")
    numbers = [number_of(one) for one in given.replace(";", ",").split(",") if one.strip()]
    if shape == "rectangle" and len(numbers) == 4:
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    return sides_of(shape, numbers, size, notes)


def _pick(marker: Node | None, zones: int) -> int:
    """How often the marker may be set; all over where that is not bounded."""
    word: Any = marker.text_of("noofdrags").strip() if marker is not None and not marker.all("infinite") else ""
    most = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 1 if marker is None else 0
    return min(most, zones) or zones
