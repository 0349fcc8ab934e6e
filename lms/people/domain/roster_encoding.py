"""Which encoding a file is in. A guess that may store wrong names is no answer: in doubt the office saves it again."""

from collections import Counter

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Lead bytes of the rows that hold punctuation and the characters of everyday use, in the order of each standard.
COMMON_GB = range(0xB0, 0xD8)
COMMON_BIG5 = range(0xA4, 0xC7)
SIGNS = range(0xA1, 0xA4)
FIRST_GB2312_TRAIL = 0xA1
CLEARLY = 1.25  # times as many everyday characters as in the other reading


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; `code` and `detail` say why."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}".strip())


def decode(content: bytes) -> tuple[str, str]:
    """(text, name of the encoding): UTF-8 with or without mark, else GB18030, unless Big5 makes better sense.

    Nearly every Big5 file decodes as GB18030 too, to other characters. Big5 is refused even when it is certain: it
    lacks many characters of names, and the spreadsheet that wrote it has put question marks there already.
    """
    if content.startswith(BYTE_ORDER_MARK):
        text = _decoded(content, "utf-8-sig")
        if text is None:
            raise UnreadableFile("encoding")
        return text, "UTF-8 (BOM)"
    text = _decoded(content, "utf-8")
    if text is not None:
        return text, "UTF-8"
    as_gb, as_big5 = _decoded(content, "gb18030"), _decoded(content, "cp950")
    if as_big5 is not None and (as_gb is None or _everyday_big5(as_big5) > CLEARLY * _everyday_gb(as_gb)):
        raise UnreadableFile("big5")
    if as_gb is None:
        raise UnreadableFile("encoding")
    return as_gb, "GB18030"


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _everyday_gb(text: str) -> float:
    return sum(
        times
        for code, times in _codes(text, "gb18030")
        if len(code) == 2 and code[1] >= FIRST_GB2312_TRAIL and (code[0] in COMMON_GB or code[0] in SIGNS)
    )


def _everyday_big5(text: str) -> float:
    return sum(times for code, times in _codes(text, "cp950") if code[0] in COMMON_BIG5 or code[0] in SIGNS)


def _codes(text: str, encoding: str) -> list[tuple[bytes, int]]:
    """The characters beyond ASCII as bytes, with how often each occurs."""
    return [(sign.encode(encoding, "replace"), times) for sign, times in Counter(text).items() if not sign.isascii()]
