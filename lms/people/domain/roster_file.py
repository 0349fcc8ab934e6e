"""From the bytes of a roster file to rows of plain text."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .roster_encoding import UnreadableFile as UnreadableFile
from .roster_encoding import decode
from .roster_headings import Layout

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_ROWS = 100_000
SEPARATORS = ",;\t"  # a spreadsheet writes the one of its country, and a tab when text is copied out


@dataclass(frozen=True, slots=True)
class RawRow:
    """`number` is the row a spreadsheet shows: the heading is row 1."""

    number: int
    values: dict[str, str]
    cells_off: int = 0  # cells too many, or, below zero, too few

    @property
    def is_short(self) -> bool:
        return self.cells_off < 0

    @property
    def is_long(self) -> bool:
        return self.cells_off > 0


@dataclass(frozen=True, slots=True)
class Table:
    encoding: str
    rows: list[RawRow]


def read_table(content: bytes, layout: Layout) -> Table:
    """Every row below the heading; blank ones are passed over, cells come trimmed and in normal form."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("too_large", f"{LARGEST_FILE // 1024 // 1024} MB")
    text, encoding = decode(content)
    if not text.strip():
        raise UnreadableFile("empty")
    return Table(encoding, list(rows_of(_records(text, _separator(text, layout)), layout)))


def rows_of(records: Iterator[Sequence[str]], layout: Layout) -> Iterator[RawRow]:
    """Of a table that is read already, its heading first."""
    columns = _columns(next(records), layout)
    for number, cells in enumerate(records, start=2):
        if number > MOST_ROWS + 1:
            raise UnreadableFile("too_many_rows", str(MOST_ROWS))
        tidied = [tidy(cell) for cell in cells]
        if any(tidied):
            yield RawRow(number, _named(columns, tidied), _cells_off(columns, tidied))


def _separator(text: str, layout: Layout) -> str:
    """The one that finds most columns in the heading."""
    heading = text.splitlines()[0][:10_000]

    def columns_found(separator: str) -> int:
        cells = next(csv.reader([heading], delimiter=separator), [])
        return len({layout.column(tidy_heading(cell)) for cell in cells} & set(layout.columns))

    return max(SEPARATORS, key=columns_found)


def _columns(heading: Sequence[str], layout: Layout) -> list[str]:
    columns = [layout.column(tidy_heading(cell)) for cell in heading]
    missing = [column for column in layout.columns if column not in columns]
    if missing:
        raise UnreadableFile("columns", ", ".join(missing))
    twice = [column for column in layout.chinese if columns.count(column) > 1]
    if twice:
        raise UnreadableFile("column_twice", ", ".join(twice))
    return columns


def _records(text: str, separator: str) -> Iterator[Sequence[str]]:
    """Strictly read: a quotation mark left open would swallow the rows after it without a word."""
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    except csv.Error as error:
        raise UnreadableFile("table", str(error)) from error


def tidy(cell: str) -> str:
    """Without surrounding space (ideographic space included), in Unicode normal form C."""
    return unicodedata.normalize("NFC", cell).strip()


def tidy_heading(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _named(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return dict(zip(columns, padded, strict=False))


def _cells_off(columns: Sequence[str], cells: Sequence[str]) -> int:
    """Empty cells after the last one are what a spreadsheet leaves behind, no fault."""
    if len(cells) < len(columns):
        return len(cells) - len(columns)
    return sum(1 for cell in cells[len(columns) :] if cell)
