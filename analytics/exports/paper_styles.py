"""How an exported table looks on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SIZE, LEADING, PADDING = 7, 9.5, 3  # points
TEAL, INK, LINE, WASH, HEAD = "#0b3d4b", "#16303b", "#dcd3c2", "#f7f3ea", "#e2edec"


@dataclass(frozen=True, slots=True)
class Styles:
    title: Any
    heading: Any
    figures: Any  # heading of a column of figures
    cell: Any
    note: Any


def styles_of(face: str, language: str) -> Styles:
    """Chinese breaks between any two characters. So do cells, whatever they name; English headings keep their words."""
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    cell = ParagraphStyle(
        "cell", fontName=f"{face}-regular", fontSize=SIZE, leading=LEADING, textColor=INK, wordWrap="CJK"
    )
    wrap = None if language == "en" else "CJK"
    heading = ParagraphStyle("heading", parent=cell, fontName=f"{face}-bold", textColor=TEAL, wordWrap=wrap)
    return Styles(
        title=ParagraphStyle("title", parent=cell, fontName=f"{face}-bold", fontSize=15, leading=22, textColor=TEAL),
        heading=heading,
        figures=ParagraphStyle("figures", parent=heading, alignment=TA_RIGHT),
        cell=cell,
        note=ParagraphStyle("note", parent=cell, fontSize=7.5, leading=11, spaceAfter=2),
    )


def table_style(face: str, numeric: Sequence[int], heads: Sequence[int]) -> Any:
    """`heads` are rows that stand above others and never at the foot of a page."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import TableStyle

    ground = HexColor(HEAD)  # read once, not for every row
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
            *(("SPAN", (0, row), (-1, row)) for row in heads),
            *(("BACKGROUND", (0, row), (-1, row), ground) for row in heads),
            *(("NOSPLIT", (0, row), (-1, row + 1)) for row in heads),
        ]
    )


def on_every_page(face: str, margin: float, title: str) -> Callable[[Any, Any], None]:
    """The number of the page, and the title again for a sheet that lies alone."""

    def draw(canvas: Any, paper: Any) -> None:
        canvas.saveState()
        canvas.setFont(f"{face}-regular", SIZE)
        canvas.drawString(margin, margin * 0.7, title)
        canvas.drawRightString(paper.pagesize[0] - margin, margin * 0.7, str(canvas.getPageNumber()))
        canvas.restoreState()

    return draw
