"""From the bytes of a CSV file or a workbook to rows of plain text."""

from collections.abc import Iterator, Sequence
from typing import Any

from assessments.domain.exchange.found import FileRefused
from assessments.domain.exchange.spreadsheet.files import BROKEN, cell_text, open_workbook
from lms.people.domain.roster_file import LARGEST_FILE, MOST_ROWS, Table, UnreadableFile, read_table, rows_of
from lms.people.domain.roster_headings import Layout

ARCHIVE = b"PK\x03\x04"
MOST_COLUMNS = 30


def read_sheet(content: bytes, layout: Layout) -> Table:
    """A workbook is told by its first bytes, whatever the file is called. Raises UnreadableFile."""
    return _read_workbook(content, layout) if content.startswith(ARCHIVE) else read_table(content, layout)


def _read_workbook(content: bytes, layout: Layout) -> Table:
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("too_large", f"{LARGEST_FILE // 1024 // 1024} MB")
    try:
        sheet = open_workbook(content, "").worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        records = [_without_tail([cell_text(value) for value in row]) for row in found]
    except (FileRefused, *BROKEN) as error:
        raise UnreadableFile("workbook") from error
    if not any(map(any, records)):
        raise UnreadableFile("empty")
    return Table("XLSX", list(rows_of(_padded(records), layout)))


def _padded(records: list[list[str]]) -> Iterator[Sequence[str]]:
    """A workbook leaves out empty cells at the end of a row; that row is not too short."""
    width = len(records[0])
    for record in records:
        yield [*record, *[""] * (width - len(record))]


def _without_tail(cells: list[Any]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
