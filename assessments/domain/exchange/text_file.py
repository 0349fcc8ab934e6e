"""Text files from everywhere as text. A guess that would spoil texts is no answer: in doubt the file is refused."""

from lms.people.domain.roster_encoding import UnreadableFile, decode

from .found import FileRefused

FIRST_HIGH = 0xA1  # of second bytes in the oldest part of the standard, which holds the characters of everyday use
FEWEST_PAIRS = 0.25  # of all characters beyond ASCII
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text(content: bytes, file: str) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030 where it cannot be a Western file. Raises FileRefused."""
    try:
        text = content.decode("utf-16") if content.startswith(UTF_16_MARKS) else _decoded(content)
    except (UnicodeDecodeError, UnreadableFile):
        raise FileRefused("bad_encoding", file) from None
    if "\0" in text:
        raise FileRefused("bad_encoding", file)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    """In a Western file accents stand alone, so few of its high bytes are in pairs; in Chinese ones many are."""
    text, encoding = decode(content)
    if encoding == "GB18030":
        signs = [sign.encode("gb18030") for sign in text if not sign.isascii()]
        pairs = sum(len(sign) == 2 and sign[1] >= FIRST_HIGH for sign in signs)
        if pairs < FEWEST_PAIRS * len(signs):
            raise UnreadableFile("encoding")
    return text
