"""Pictures are written anew: nothing but pixels is kept, and no file can do harm while it is read."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from assessments.services.authoring.pictures import LARGEST_KEPT, LONGEST_SIDE, PictureRefused, read_picture

SECRET = b"GPS 25.03 121.56"


def encoded(image, form="PNG", **options):
    out = BytesIO()
    image.save(out, form, **options)
    out.seek(0)
    return out


def test_what_a_camera_writes_into_a_file_is_gone():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    drawn = read_picture(encoded(Image.new("RGB", (60, 40), "red"), "JPEG", exif=exif))
    assert SECRET not in drawn.data
    assert (drawn.width, drawn.height, drawn.media_type) == (60, 40, "image/png")
    with Image.open(BytesIO(drawn.data)) as again:
        assert not again.getexif()
        assert again.info == {}


def test_a_large_picture_is_scaled_down_and_a_noisy_one_becomes_a_jpeg():
    noise = Image.effect_noise((2400, 1200), 90).convert("RGB")
    drawn = read_picture(encoded(noise))
    assert (drawn.width, drawn.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert drawn.media_type == "image/jpeg"
    assert len(drawn.data) <= LARGEST_KEPT


def bomb():
    """A PNG of a few bytes that claims 60,000 × 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "no PNG or JPEG"),
        (BytesIO(b"GIF89a not allowed"), "no PNG or JPEG"),
        (BytesIO(b""), "no PNG or JPEG"),
        (BytesIO(encoded(Image.new("RGB", (50, 50))).getvalue()[:60]), "no PNG or JPEG"),
        (bomb(), "too many pixels"),
        (BytesIO(b"\0" * (8 * 1024 * 1024 + 1)), "larger than 8 MB"),
    ],
)
def test_anything_else_is_refused_in_words(sent, words):
    with pytest.raises(PictureRefused, match=words):
        read_picture(sent)
