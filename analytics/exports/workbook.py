"""XLSX with typed cells and a sheet of notes. A text is stored as text, whatever it starts with."""

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .frame import Export, Kind, Value

WIDE, NARROW = 28, 13  # characters
NUMBER_FORMATS = {Kind.SHARE: "0%", Kind.COUNT: "0", Kind.NUMBER: "0.00", Kind.DAY: "yyyy-mm-dd", Kind.TEXT: "@"}


def xlsx_bytes(export: Export) -> bytes:
    book = Workbook(write_only=True)
    figures = book.create_sheet(_("Figures"))
    figures.freeze_panes = "A2"
    for number, field in enumerate(export.fields, 1):
        figures.column_dimensions[get_column_letter(number)].width = WIDE if field.is_wide else NARROW
    figures.append([_cell(figures, field.title, is_bold=True) for field in export.fields])
    kinds = [field.kind for field in export.fields]
    for row in export.rows:
        figures.append([_cell(figures, value, kind) for value, kind in zip(row, kinds, strict=True)])
    notes = book.create_sheet(_("Notes"))
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = WIDE, 100
    for name, text in export.notes:
        notes.append([_cell(notes, name, is_bold=True), _cell(notes, text)])
    book.properties.title = export.title
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Worksheet, value: Value, kind: Kind = Kind.TEXT, *, is_bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)  # a workbook knows no zones
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # else openpyxl takes what starts with "=" for a formula
    elif value is not None:
        cell.number_format = NUMBER_FORMATS[kind]
    if is_bold:
        cell.font = Font(bold=True)
    return cell
