"""The file that an author sends: a workbook with a sheet for each table, or one CSV with a line before each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from ..exchange.archive import is_archive
from ..exchange.found import FileRefused
from ..exchange.spreadsheet.files import BROKEN, DELIMITERS, cell_text, open_workbook
from ..exchange.text_file import read_text
from .columns import ALIASES, EXAMPLE, SHEETS
from .reading import MOST_ROWS, OutlineInvalid, Rows, SheetFault

MOST_BYTES = 1024 * 1024
MOST_COLUMNS = 20
MOST_LINES = 4 * MOST_ROWS


def read_tables(name: str, content: bytes) -> dict[str, Rows]:
    """Rows of each known sheet; others are passed over. Raises OutlineInvalid for a file that is no spreadsheet."""
    if len(content) > MOST_BYTES:
        raise OutlineInvalid([SheetFault("too_large")])
    try:
        return _workbook(content, name) if is_archive(content) else _sections(content, name)
    except FileRefused:
        raise OutlineInvalid([SheetFault("no_spreadsheet")]) from None


def template() -> bytes:
    """A workbook that is read as it stands."""
    book = Workbook(write_only=True)
    for name, rows in EXAMPLE.items():
        sheet = book.create_sheet(name)
        for row in (SHEETS[name], *rows):
            cells = [WriteOnlyCell(sheet, value=value) for value in row]
            for cell in cells:
                cell.data_type = "s"
            sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def example_tables() -> dict[str, Rows]:
    return {name: list(enumerate((SHEETS[name], *rows), start=1)) for name, rows in EXAMPLE.items()}


def _workbook(content: bytes, name: str) -> dict[str, Rows]:
    book = open_workbook(content, name)
    found: dict[str, Rows] = {}
    for sheet in book.worksheets:
        table = _table(sheet.title)
        if table and table not in found:
            try:
                rows = list(sheet.iter_rows(max_row=MOST_ROWS + 20, max_col=MOST_COLUMNS, values_only=True))
            except BROKEN:
                raise FileRefused("bad_xlsx", name) from None
            found[table] = [(number, [cell_text(one) for one in row]) for number, row in enumerate(rows, start=1)]
    return found


def _sections(content: bytes, name: str) -> dict[str, Rows]:
    """A line that holds nothing but the name of a sheet begins it."""
    text = read_text(content, name)
    delimiter = max(DELIMITERS, key=text[:4000].count)
    found: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=1
        ):
            table = _table(cells[0]) if cells and not any(cell.strip() for cell in cells[1:]) else ""
            if table:
                current = found.setdefault(table, [])
            elif len(current) < MOST_LINES:
                current.append((number, cells[:MOST_COLUMNS]))
    except csv.Error:
        raise FileRefused("bad_csv", name) from None
    return dict(found)


def _table(title: str) -> str:
    plain = title.strip().casefold()
    name = ALIASES.get(plain, plain)
    return name if name in SHEETS else ""


def words_of(tables: Mapping[str, Rows]) -> dict[str, list[list[object]]]:
    """As they are kept between the preview and the making: plain lists."""
    return {name: [[number, list(cells)] for number, cells in rows] for name, rows in tables.items()}
