"""Files to fill in: a heading and rows begun, as CSV or as a workbook with notes beside. Every cell is text."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lms.lib.spreadsheet import neutral_text

from .delimited import BYTE_ORDER_MARK

Rows = Iterable[Sequence[str]]
NARROW, WIDE = 16, 60  # characters


def template_csv(rows: Rows, notes: Rows) -> bytes:
    """Without the notes, which would be read as rows."""
    text = StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([neutral_text(value) for value in row] for row in rows)
    return text.getvalue().encode()


def template_xlsx(rows: Rows, notes: Rows) -> bytes:
    """The first sheet is the one that is read."""
    book = Workbook(write_only=True)
    sheet, beside = book.create_sheet("figures"), book.create_sheet("notes")
    sheet.freeze_panes = "A2"
    for number in range(1, 13):
        sheet.column_dimensions[get_column_letter(number)].width = NARROW
        beside.column_dimensions[get_column_letter(number)].width = NARROW if number == 1 else WIDE
    for page, lines in ((sheet, rows), (beside, notes)):
        for line in lines:
            page.append([_text(page, value) for value in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _text(sheet: Worksheet, value: str) -> WriteOnlyCell:
    """As text, so that no spreadsheet makes a day of a month."""
    cell = WriteOnlyCell(sheet, value=neutral_text(value) or None)
    cell.data_type, cell.number_format = "s" if value else "n", "@" if value else "General"
    return cell


WRITERS = {"csv": template_csv, "xlsx": template_xlsx}
