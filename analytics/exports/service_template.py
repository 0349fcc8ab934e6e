"""The file to fill in: a row for every unit in reach and every indicator, and what the indicators mean beside it."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from lms.lib.spreadsheet import neutral_text

from ..domain.indicators.sheet import LAYOUT
from ..models import ServiceIndicator
from .delimited import BYTE_ORDER_MARK

WIDTHS = (14, 12, 20, 14, 14)  # characters


def template_csv(codes: Sequence[str], indicators: Sequence[ServiceIndicator], month: date) -> bytes:
    text = StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([LAYOUT.columns, *_rows(codes, indicators, month)])
    return text.getvalue().encode()


def template_xlsx(codes: Sequence[str], indicators: Sequence[ServiceIndicator], month: date) -> bytes:
    """The first sheet is the one that is read."""
    book = Workbook(write_only=True)
    sheet, notes = book.create_sheet("figures"), book.create_sheet("indicators")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in [LAYOUT.columns, *_rows(codes, indicators, month)]:
        sheet.append([_text(sheet, value) for value in row])
    notes.column_dimensions["C"].width = 80
    for one in indicators:
        cells = (one.code, one.name, one.definition, one.numerator, one.denominator, one.unit_of_measure)
        notes.append([_text(notes, str(value)) for value in cells])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(codes: Sequence[str], indicators: Sequence[ServiceIndicator], month: date) -> list[list[str]]:
    return [[neutral_text(code), f"{month:%Y-%m}", one.code, "", ""] for code in codes for one in indicators]


def _text(sheet: Worksheet, value: str) -> WriteOnlyCell:
    """As text, so that no spreadsheet makes a day of a month."""
    cell = WriteOnlyCell(sheet, value=neutral_text(value) or None)
    cell.data_type, cell.number_format = "s" if value else "n", "@" if value else "General"
    return cell
