"""How an exported table looks on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SIZE, LEADING, PADDING = 7, 9.5, 3  # points
TEAL, INK, LINE, WASH = "#0b3d4b", "#16303b", "#dcd3c2", "#f7f3ea"


@dataclass(frozen=True, slots=True)
class Styles:
    title: Any
    heading: Any
    cell: Any
    note: Any


def styles_of(face: str) -> Styles:
    """Chinese breaks between any two characters, Latin between words: the library's CJK wrapping does both."""
    from reportlab.lib.styles import ParagraphStyle

    cell = ParagraphStyle(
        "cell", fontName=f"{face}-regular", fontSize=SIZE, leading=LEADING, textColor=INK, wordWrap="CJK"
    )
    return Styles(
        title=ParagraphStyle("title", parent=cell, fontName=f"{face}-bold", fontSize=15, leading=22, textColor=TEAL),
        heading=ParagraphStyle("heading", parent=cell, fontName=f"{face}-bold", textColor=TEAL),
        cell=cell,
        note=ParagraphStyle("note", parent=cell, fontSize=7.5, leading=11, spaceAfter=2),
    )


def table_style(face: str, numeric: Sequence[int]) -> Any:
    from reportlab.platypus import TableStyle

    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), f"{face}-regular", SIZE, LEADING),
            *(("ALIGN", (column, 1), (column, -1), "RIGHT") for column in numeric),
            ("TEXTCOLOR", (0, 0), (-1, -1), INK),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 1, TEAL),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), ["#ffffff", WASH]),
            ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )


def on_every_page(face: str, margin: float) -> Callable[[Any, Any], None]:
    """The number of the page, and the title again for a sheet that lies alone."""

    def draw(canvas: Any, paper: Any) -> None:
        canvas.saveState()
        canvas.setFont(f"{face}-regular", SIZE)
        canvas.drawRightString(paper.pagesize[0] - margin, margin * 0.7, str(canvas.getPageNumber()))
        canvas.restoreState()

    return draw
