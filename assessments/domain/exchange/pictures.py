"""Pictures that come and go with items: whose they are is told by the digest of their bytes.

Nothing is decoded here. The head of a file says how large the picture claims to be, so that places on it can be read;
whether it is a picture at all is for the store to find out, which decodes and writes anew whatever it is sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from ..items.content import ItemContent
from ..items.hot_spot import LARGEST_SIDE
from .found import ItemRefused, short
from .zones import SIDES, Size, scaled, zone

Pictures = Mapping[str, bytes]  # digest, as in the body of the item → the file

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PNG_HEAD = 24  # bytes up to and with the size
MOST_SEGMENTS = 1_000  # before the frame of a JPEG
SAME_SHAPE = 0.02  # sides are whole pixels
NO_FRAME = {0xC4, 0xC8, 0xCC}  # among the markers of JPEG from C0 to CF those that begin no frame


@dataclass(frozen=True)
class SentPicture:
    """As it stands in a file; `name` is its path there. Many items may show it: it is looked at once."""

    name: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    @cached_property
    def _told(self) -> tuple[int, int] | None:
        return _size_of_png(self.data) if self.data.startswith(PNG) else _size_of_jpeg(self.data)

    def size(self) -> tuple[int, int]:
        """Width and height, as its head says. Raises ItemRefused for what is no PNG or JPEG."""
        if self._told is None:
            raise ItemRefused("picture_unreadable", name=short(self.name))
        return self.checked(*self._told)

    def checked(self, width: int, height: int) -> tuple[int, int]:
        """A size in which items count. Raises ItemRefused for one beyond what they hold."""
        if not (1 <= width <= LARGEST_SIDE and 1 <= height <= LARGEST_SIDE):
            raise ItemRefused("picture_side", name=short(self.name), most=LARGEST_SIDE)
        return width, height


def suffix_of(data: bytes) -> str:
    """Of a picture of ours."""
    return "png" if data.startswith(PNG) else "jpg"


def picture_file(digest: str) -> str:
    """What a picture is called in a file: enough of its digest to be nobody else's."""
    return f"picture-{digest[:20]}"


def pictures_of(content: ItemContent) -> list[str]:
    """Digests of what the item shows."""
    picture = content.body.get("picture")
    return [picture["digest"]] if picture else []


def redrawn(content: ItemContent, digest: str, size: Size) -> ItemContent:
    """With the picture as it was stored, and the places where they were on it."""
    picture = content.body["picture"]
    before = picture["width"], picture["height"]
    zones = [
        zone(one["id"], one["text"], scaled({name: one[name] for name in SIDES}, before, size))
        for one in content.body["zones"]
    ]
    shown = {**picture, "digest": digest, "width": size[0], "height": size[1]}
    return replace(content, body={**content.body, "picture": shown, "zones": zones})


def has_other_proportions(content: ItemContent, size: Size) -> bool:
    """The places were told for a picture of another shape."""
    picture: Mapping[str, int] = content.body["picture"]
    return abs(picture["width"] * size[1] / (picture["height"] * size[0]) - 1) > SAME_SHAPE


def picture_of(pictures: Pictures, digest: str) -> bytes:
    """Raises ItemRefused."""
    if digest not in pictures:
        raise ItemRefused("picture_missing", name=digest[:12])
    return pictures[digest]


def _size_of_png(data: bytes) -> tuple[int, int] | None:
    if len(data) < PNG_HEAD:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    """From the frame that holds it; every segment before it says its length."""
    if not data.startswith(JPEG):
        return None
    place = 2
    for _ in range(MOST_SEGMENTS):
        if place + 9 > len(data) or data[place] != 0xFF:
            break
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in NO_FRAME:
            height, width = (int.from_bytes(data[place + at : place + at + 2], "big") for at in (5, 7))
            return width, height
        place += 2 + max(length, 2)
    return None
