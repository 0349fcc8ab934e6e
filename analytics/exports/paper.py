"""The table on paper: A4 landscape, the heading on every page, in the fonts of the certificates."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.services.typesetting import face_of, is_one_line, load_faces, set_in_faces

from .frame import WORDS, Export, Field, Kind, Value
from .paper_styles import PADDING, SIZE, Styles, on_every_page, styles_of, table_style

MARGIN = 34  # points
WIDE_SHARE, NARROW_SHARE = 3.6, 1.0


def pdf_bytes(export: Export) -> bytes:
    """Narrower than the table by the columns that find no room; what heads rows stands above them once."""
    # Imported on first use: drawing costs memory that most web processes never need.
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

    load_faces()
    language = get_language() or "en"
    pen = _Pen(styles_of(face_of(language), language), language, Paragraph)
    width, height = landscape(A4)
    sheet = _laid_out(export, pen, width - 2 * MARGIN)
    style = table_style(face_of(language), sheet.numeric, sheet.heads)
    table = LongTable(sheet.rows, colWidths=sheet.widths, repeatRows=1, style=style)
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
    foot = on_every_page(
        face_of(language), MARGIN, f"{export.title} · {timezone.localtime(export.stamp.as_of):%Y-%m-%d}"
    )
    paper.build([pen.title(export.title), *notes, Spacer(1, 6), table], foot, foot)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Sheet:
    rows: list[list[Any]]
    widths: list[float]
    numeric: list[int]  # columns
    heads: list[int]  # rows that head those below them


def _laid_out(export: Export, pen: "_Pen", room: float) -> _Sheet:
    printed = [number for number, field in enumerate(export.fields) if field.is_printed]
    heading = [number for number in printed if export.fields[number].is_head]
    columns = [number for number in printed if number not in heading]
    fields = [export.fields[number] for number in columns]
    widths = _widths(fields, room)
    rows: list[list[Any]] = [[pen.title_of(field) for field in fields]]
    heads, last = [], ""
    for row in export.rows:
        head = " · ".join(str(row[number]) for number in heading if row[number])
        if head != last:
            heads.append(len(rows))
            rows.append([pen.heading(head), *[""] * (len(fields) - 1)])
            last = head
        found = zip(columns, fields, widths, strict=True)
        rows.append([pen.cell(row[number], field.kind, wide) for number, field, wide in found])
    numeric = [number for number, field in enumerate(fields) if field.kind not in WORDS]
    return _Sheet(rows, widths, numeric, heads)


def _widths(fields: list[Field], room: float) -> list[float]:
    shares = [WIDE_SHARE if field.is_wide else NARROW_SHARE for field in fields]
    return [room * share / sum(shares) for share in shares]


class _Pen:
    """Texts in the faces of their language; figures as they are."""

    def __init__(self, styles: Styles, language: str, paragraph: Any) -> None:
        self.styles, self.language, self.paragraph = styles, language, paragraph
        self.plain: dict[tuple[str, float], bool] = {}  # names come again and again

    def title(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language, weight="bold"), self.styles.title)

    def heading(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language, weight="bold"), self.styles.heading)

    def title_of(self, field: Field) -> Any:
        style = self.styles.heading if field.kind in WORDS else self.styles.figures
        return self.paragraph(set_in_faces(field.title, self.language, weight="bold"), style)

    def note(self, text: str) -> Any:
        return self.paragraph(set_in_faces(text, self.language), self.styles.note)

    def cell(self, value: Value, kind: Kind, room: float) -> Any:
        """A plain text wherever one line in one face will do: it costs a tenth of a paragraph."""
        if not isinstance(value, str):
            return _printed(value, kind)
        key = value, room
        if key not in self.plain:
            inner = room - 2 * PADDING
            self.plain[key] = not value or is_one_line(value, self.language, size=SIZE, room=inner)
        return value if self.plain[key] else self.paragraph(set_in_faces(value, self.language), self.styles.cell)


def _printed(value: Value, kind: Kind) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if kind is Kind.SHARE:
        return f"{100 * float(value):.0f} %"
    return f"{value:.2f}" if kind is Kind.NUMBER else str(value)
