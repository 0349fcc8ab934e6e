"""Hot spot: places to be pointed out on the image of a document, such as its faults.

The zones are all shown, numbered and named, so that the item can be answered by keyboard and screen reader; they cover
sound parts of the document as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import reading
from .choice import ChoiceKey, multiple_mark, same_text_faults
from .parts import WHOLE, Fault, Option, Reply, Slot, Texts

FEWEST_ZONES = 4
LARGEST_SIDE = 4_000  # pixels
SHA256 = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image of the bank, by the digest of its bytes; sizes in pixels."""

    digest: str
    width: int
    height: int
    alt: Texts  # what it shows, for those who cannot see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A rectangle, in pixels of the picture from its upper left corner."""

    id: str
    text: Texts
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class HotSpot:
    picture: Picture
    zones: tuple[Zone, ...]
    pick: int  # how many zones may be chosen

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(zone.id for zone in self.zones)


def read_hot_spot(data: Any) -> HotSpot:
    raw = reading.fields(data, "", needs=("picture", "zones", "pick"))
    picture = _read_picture(raw["picture"], "picture")
    zones = reading.distinct(reading.each(raw["zones"], "zones", _read_zone), "zones")
    for zone in zones:
        if zone.x + zone.width > picture.width or zone.y + zone.height > picture.height:
            raise reading.invalid("zone_outside", "zones", given=zone.id)
    return HotSpot(picture, zones, reading.whole(raw["pick"], "pick", lowest=1, highest=max(1, len(zones))))


def read_hot_spot_key(data: Any, item: HotSpot) -> ChoiceKey:
    raw = reading.fields(data, "", needs=("correct",))
    correct = reading.idents(raw["correct"], "correct")
    reading.known(correct, item.ids, "correct")
    return ChoiceKey(frozenset(correct))


def hot_spot_slots(item: HotSpot) -> tuple[Slot, ...]:
    """In the order in which they stand on the document: numbers all over the page would confuse."""
    return (Slot(options=item.ids, at_most=item.pick, is_shuffled=False),)


def mark_hot_spot(item: HotSpot, key: ChoiceKey, reply: Reply) -> float:
    """Plus/minus partial credit, as for a multiple response; whoever marks more than is allowed marks nothing."""
    chosen = reply.get(WHOLE, ())
    return multiple_mark(key.correct, chosen) if len(chosen) <= item.pick else 0.0


def hot_spot_solution(item: HotSpot, key: ChoiceKey) -> Reply:
    return {WHOLE: tuple(one for one in item.ids if one in key.correct)}


def hot_spot_reasons(item: HotSpot) -> tuple[str, ...]:
    return item.ids


def hot_spot_faults(item: HotSpot, key: ChoiceKey) -> Iterator[Fault]:
    if len(item.zones) < FEWEST_ZONES:
        yield Fault("few_zones", detail={"fewest": FEWEST_ZONES})
    if not key.correct:
        yield Fault("no_key")
    if len(key.correct) > item.pick:
        yield Fault("pick_too_low", detail={"pick": item.pick, "count": len(key.correct)})
    if 2 * len(key.correct) > len(item.zones):
        yield Fault("half_right")
    yield from same_text_faults([Option(zone.id, zone.text) for zone in item.zones])


def _read_picture(data: Any, where: str) -> Picture:
    raw = reading.fields(data, where, needs=("digest", "width", "height", "alt"))
    digest = raw["digest"]
    if not isinstance(digest, str) or len(digest) != SHA256 or set(digest) - set("0123456789abcdef"):
        raise reading.invalid("no_picture", where)
    return Picture(
        digest=digest,
        width=reading.whole(raw["width"], f"{where}.width", lowest=1, highest=LARGEST_SIDE),
        height=reading.whole(raw["height"], f"{where}.height", lowest=1, highest=LARGEST_SIDE),
        alt=reading.texts(raw["alt"], f"{where}.alt"),
    )


def _read_zone(data: Any, where: str) -> Zone:
    raw = reading.fields(data, where, needs=("id", "text", "x", "y", "width", "height"))
    side = {name: reading.whole(raw[name], f"{where}.{name}", highest=LARGEST_SIDE) for name in ("x", "y")}
    size = {
        name: reading.whole(raw[name], f"{where}.{name}", lowest=1, highest=LARGEST_SIDE)
        for name in ("width", "height")
    }
    return Zone(id=reading.ident(raw["id"], where), text=reading.texts(raw["text"], where), **side, **size)
