"""Places on a picture, as QTI asks for them: among zones, or as points in areas that nobody sees."""

from collections.abc import Sequence
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from ...items.parts import Texts
from ..drafting import letters
from ..found import ItemRefused, short
from ..plain_text import tidy
from ..xml_tree import Node
from ..zones import NO_WORDS, Size, sides_of, zone
from .source import Source, number_of


def picture_in(one: Node, source: Source) -> tuple[dict[str, Any], Size]:
    """The picture of an interaction as the body names it, and the size in which places on it are given."""
    image = next(one.within("img", "object"), None)
    address = image.get("src") or image.get("data") if image is not None else ""
    path = normpath(join(dirname(source.path), unquote(address)))
    if image is None or not address or path not in source.shown:
        raise ItemRefused("picture_missing", name=short(address))
    sent = source.shown[path]
    width, height = (number_of(image.get(name)) for name in ("width", "height"))
    size = sent.checked(round(width), round(height)) if width and height else sent.size()
    source.pictures.append(sent)
    alt = _words(image.get("alt") or image.text, source)
    if not alt and not source.is_own:
        source.notes.lose("no_alt")
        alt = {source.language: NO_WORDS}
    return {"digest": sent.digest, "width": size[0], "height": size[1], "alt": alt}, size


def zones_in(rows: Sequence[Node], ids: Sequence[str], size: Size, source: Source) -> list[dict[str, Any]]:
    """Of hot spots, or of the areas of a mapping; what has no name is numbered."""
    labels = [_words(row.get("hotspot-label"), source) for row in rows]
    if not all(labels) and not source.is_own:
        source.notes.lose("zone_names")
        labels = [label or {source.language: f"[{number}]"} for number, label in enumerate(labels, start=1)]
    return [zone(name, label, _sides(row, size, source)) for row, name, label in zip(rows, ids, labels, strict=True)]


def areas_in(one: Node, source: Source) -> tuple[list[dict[str, Any]], list[str], dict[str, Any]]:
    """(zones, ids of the right ones, picture) of an interaction in which points are chosen."""
    mapping = source.declaration(one.get("response-identifier")).child("qti-area-mapping")
    rows = mapping.all("qti-area-map-entry") if mapping else []
    if not rows:
        raise ItemRefused("no_right_answer")
    picture, size = picture_in(one, source)
    names = letters(len(rows))
    right = [name for name, row in zip(names, rows, strict=True) if (number_of(row.get("mapped-value")) or 0) > 0]
    source.notes.lose("points")
    return zones_in(rows, names, size, source), right, picture


def pick_of(one: Node, zones: Sequence[object]) -> int:
    """How many may be chosen; where nothing is said of it, or no bound is set, all of them."""
    most = int(number_of(one.get("max-choices", "1")) or 0)
    return most if 1 <= most <= len(zones) else max(1, len(zones))


def _words(text: str, source: Source) -> Texts:
    """Of an attribute, where no markup is; what we wrote ourselves stays as it is."""
    plain = text if source.is_own else tidy(text)
    return {source.language: plain} if plain.strip() else {}


def _sides(row: Node, size: Size, source: Source) -> dict[str, int]:
    numbers = [number_of(one) for one in row.get("coords").replace(",", " ").split()]
    if None in numbers:
        raise ItemRefused("bad_zone", given=short(row.get("coords")))
    return sides_of(row.get("shape", "default"), [one for one in numbers if one is not None], size, source.notes)
