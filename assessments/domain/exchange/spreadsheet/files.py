"""The table as CSV and as a workbook; both refuse what is no plain table."""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from ...items.content import ItemContent
from ..archive import read_archive
from ..facts import Facts
from ..found import FileRefused, Imported
from ..text_file import read_text
from .columns import MOST_COLUMNS, MOST_ROWS, from_table, to_rows

BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take the file for one of their country's old encoding
LONGEST_FIELD = 40_000  # characters
DELIMITERS = ",;\t"
WORKBOOK = "xl/workbook.xml"
# A broken part of a workbook shows itself as any of these in the library.
BROKEN = (
    *(InvalidFileException, BadZipFile, KeyError, ValueError),
    *(IndexError, TypeError, AttributeError, SyntaxError),
)


def write_csv(items: Mapping[str, ItemContent]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(to_rows(items))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def read_csv(content: bytes, file: str, given: Facts) -> list[Imported]:
    """Raises FileRefused."""
    text = read_text(content, file)
    heading = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=heading.count), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_FIELD for cell in cells) or len(rows) > MOST_ROWS:
                raise FileRefused("table_too_large", file, line=line)
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise FileRefused("bad_csv", file, line=line) from None
    return from_table(rows, file, given)


def write_xlsx(items: Mapping[str, ItemContent]) -> bytes:
    """Every cell is a string: nothing in it is ever computed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("items")
    for row in to_rows(items):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_xlsx(content: bytes, file: str, given: Facts) -> list[Imported]:
    """The first sheet."""
    book = open_workbook(content, file)
    try:
        sheet = book.worksheets[0]
        rows = [
            (number, [cell_text(value) for value in row])
            for number, row in enumerate(
                sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True), start=1
            )
        ]
    except BROKEN:
        raise FileRefused("bad_xlsx", file) from None
    return from_table(rows, file, given)


def open_workbook(content: bytes, file: str) -> Any:
    """The archive is judged as any other, and no part of it may have a document type. Raises FileRefused."""
    parts = read_archive(content, suffixes=(".xml", ".rels"))
    if WORKBOOK not in parts:
        raise FileRefused("no_items", file)
    if any(b"<!DOCTYPE" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")) for part in parts.values()):
        raise FileRefused("xml_doctype", file)
    try:
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except BROKEN:
        raise FileRefused("bad_xlsx", file) from None


def cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LONGEST_FIELD]
