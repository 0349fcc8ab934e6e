"""Pictures of items: whatever is sent is decoded and written anew, so that only pixels are kept."""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from lms.base.audit import record
from lms.people.models import User

from ...domain.items.content import ItemContent
from ...models import ItemBank, ItemPicture

READ_AS = ("PNG", "JPEG")
LARGEST_FILE = 8 * 1024 * 1024  # bytes sent
LARGEST_KEPT = 1024 * 1024  # bytes stored
MOST_PIXELS = 25_000_000  # four bytes each while they are read
LONGEST_SIDE = 2_000  # pixels kept; larger ones are scaled down
JPEG_QUALITIES = (88, 78, 65)  # the first that fits

WHY_REFUSED: Mapping[str, Callable[[], str]] = {
    "picture_large": lambda: _("The file is larger than 8 MB."),
    "picture_pixels": lambda: _("The picture has too many pixels."),
    "picture_unreadable": lambda: _("This is no PNG or JPEG picture that can be read."),
    "picture_rich": lambda: _("The picture is too large to be kept: more than 1 MB. Send a smaller one."),
}


class PictureRefused(Exception):
    """The file is no picture that can be kept; the message says why, in words for the person at the desk."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(WHY_REFUSED[code]())


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as it will be stored; sizes in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def read_picture(sent: IO[bytes]) -> Drawing:
    """Raises PictureRefused."""
    raw = sent.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise PictureRefused("picture_large")
    image = _decoded(raw)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    data, media_type = _encoded(image)
    return Drawing(data=data, media_type=media_type, width=image.width, height=image.height)


@transaction.atomic
def keep_picture(*, bank: ItemBank, drawing: Drawing, by: User | None) -> bool:
    """Once a bank: False where the very picture is there already."""
    _kept, is_new = ItemPicture.objects.get_or_create(
        bank=bank,
        digest=drawing.digest,
        defaults={
            "media_type": drawing.media_type,
            "width": drawing.width,
            "height": drawing.height,
            "data": drawing.data,
            "added_by": by,
        },
    )
    if is_new:
        record(by, "item_picture.kept", bank, digest=drawing.digest, bytes=len(drawing.data))
    return is_new


def has_its_picture(bank: ItemBank, content: ItemContent) -> bool:
    """True for an item without one; else the bank holds the very picture, of that size, until the transaction ends."""
    if content.kind != "hot_spot":
        return True
    picture = content.body["picture"]
    theirs = ItemPicture.objects.select_for_update(no_key=True).filter(
        bank=bank, digest=picture["digest"], width=picture["width"], height=picture["height"]
    )
    return theirs.values_list("pk").first() is not None


def _decoded(raw: bytes) -> Image.Image:
    """Upright, on white, and nothing but pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(raw), formats=READ_AS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PictureRefused("picture_pixels")
                upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureRefused("picture_pixels") from None
    except (OSError, ValueError, SyntaxError):
        raise PictureRefused("picture_unreadable") from None
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright)
    return plain


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    """Lossless where that is small enough: the letters of a document stay sharp."""
    choices: list[tuple[str, dict[str, Any]]] = [
        ("PNG", {"optimize": True}),
        *(("JPEG", {"quality": quality}) for quality in JPEG_QUALITIES),
    ]
    for form, settings in choices:
        out = BytesIO()
        image.save(out, form, **settings)
        if out.tell() <= LARGEST_KEPT:
            return out.getvalue(), f"image/{form.lower()}"
    raise PictureRefused("picture_rich")
