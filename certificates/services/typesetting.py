"""The fonts of the printed certificates, for other printed pages: their names, and text divided between them."""

from functools import cache
from xml.sax.saxutils import escape

from ..coverage import FACE_OF_LANGUAGE, FACES, FONTS, runs


@cache
def load_faces() -> None:
    """Make the faces known to the drawing library, once a process and only where pages are drawn."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for face in FACES:
        for weight in ("regular", "bold"):
            pdfmetrics.registerFont(TTFont(f"{face}-{weight}", FONTS / f"noto-sans-{face}-{weight}.ttf"))


def face_of(language: str) -> str:
    return FACE_OF_LANGUAGE.get(language, FACES[0])


def set_in_faces(text: str, language: str, *, weight: str = "regular") -> str:
    """Markup of the drawing library in which every character stands in a face that holds it; all else is escaped."""
    parts = runs(text, face_of(language))
    if len(parts) == 1 and parts[0].face == face_of(language):
        return escape(parts[0].text)
    return "".join(f'<font name="{part.face}-{weight}">{escape(part.text)}</font>' for part in parts)


def is_one_line(text: str, language: str, *, size: float, room: float) -> bool:
    """Whether a text needs neither a second face nor a second line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    face = face_of(language)
    parts = runs(text, face)
    return len(parts) == 1 and parts[0].face == face and stringWidth(text, f"{face}-regular", size) <= room
