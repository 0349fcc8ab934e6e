"""The table on paper: A4 landscape, the heading on every page, in the fonts of the certificates."""

from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.services.typesetting import face_of, load_faces, set_in_faces

from .frame import Export, Field, Kind, Value
from .paper_styles import SIZE, Styles, on_every_page, styles_of, table_style

MARGIN = 34  # points
WIDE_SHARE, NARROW_SHARE = 2.6, 1.0


def pdf_bytes(export: Export) -> bytes:
    """About a second for a thousand rows. Shorter than the table by the columns that find no room."""
    # Imported on first use: drawing costs memory that most web processes never need.
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

    load_faces()
    language = get_language() or "en"
    pen = _Pen(styles_of(face_of(language)), language, Paragraph)
    printed = [number for number, field in enumerate(export.fields) if field.is_printed]
    fields = [export.fields[number] for number in printed]
    width, height = landscape(A4)
    rows = [[pen.heading(field.title) for field in fields]]
    rows += [[pen.cell(row[number], export.fields[number]) for number in printed] for row in export.rows]
    numeric = [number for number, field in enumerate(fields) if field.kind not in (Kind.TEXT, Kind.DAY)]
    style = table_style(face_of(language), numeric)
    table = LongTable(rows, colWidths=_widths(fields, width - 2 * MARGIN), repeatRows=1, style=style)
    notes = [pen.note(f"{name}: {text}") for name, text in export.notes]
    out = BytesIO()
    paper = SimpleDocTemplate(
        out,
        pagesize=(width, height),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + SIZE,
        title=export.title,
        author=_("Shuzheng Academy"),
    )
    foot = on_every_page(face_of(language), MARGIN)
    paper.build([pen.title(export.title), *notes[:1], Spacer(1, 6), table, Spacer(1, 10), *notes], foot, foot)
    return out.getvalue()


def _widths(fields: list[Field], room: float) -> list[float]:
    shares = [WIDE_SHARE if field.is_wide else NARROW_SHARE for field in fields]
    return [room * share / sum(shares) for share in shares]


class _Pen:
    """Texts in the faces of their language; figures as they are."""

    def __init__(self, styles: Styles, language: str, paragraph: Any) -> None:
        self.styles, self.language, self.paragraph = styles, language, paragraph

    def title(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language, weight="bold"), self.styles.title)

    def heading(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language, weight="bold"), self.styles.heading)

    def note(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language), self.styles.note)

    def cell(self, value: Value, field: Field) -> Any:
        if isinstance(value, str):
            return self.paragraph(set_in_faces(value, self.language), self.styles.cell) if value else ""
        return _printed(value, field.kind)  # a plain text costs a tenth of a paragraph, and figures need no breaking


def _printed(value: Value, kind: Kind) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if kind is Kind.SHARE:
        return f"{100 * float(value):.0f} %"
    return f"{value:.2f}" if kind is Kind.NUMBER else str(value)
