"""XLSX with typed cells and a sheet of notes. A text is stored as text, whatever it starts with."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .table import Export, Value

SHARES_FROM, SHARES_TO = 17, 21  # columns, from 1, that hold shares of one
WIDE, NARROW = 28, 13  # characters
WIDE_COLUMNS = {2, 5, 8, 22}


def xlsx_bytes(export: Export) -> bytes:
    book = Workbook(write_only=True)
    figures = book.create_sheet(_("Figures"))
    figures.freeze_panes = "A2"
    for number in range(1, len(export.header) + 1):
        figures.column_dimensions[get_column_letter(number)].width = WIDE if number in WIDE_COLUMNS else NARROW
    figures.append([_cell(figures, title, is_bold=True) for title in export.header])
    for row in export.rows:
        figures.append([_cell(figures, value, number) for number, value in enumerate(row, 1)])
    notes = book.create_sheet(_("Notes"))
    notes.column_dimensions["A"].width, notes.column_dimensions["B"].width = WIDE, 100
    for name, text in export.notes:
        notes.append([_cell(notes, name, is_bold=True), _cell(notes, text)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Worksheet, value: Value, number: int = 0, *, is_bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # else openpyxl takes what starts with "=" for a formula
    elif value is not None and SHARES_FROM <= number <= SHARES_TO:
        cell.number_format = "0%"
    if is_bold:
        cell.font = Font(bold=True)
    return cell
