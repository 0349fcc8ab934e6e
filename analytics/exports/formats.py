"""The formats of a file, each with its writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .delimited import csv_bytes
from .document import json_bytes
from .frame import Export
from .paper import pdf_bytes
from .silent_rows import without_silent_rows
from .workbook import xlsx_bytes


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    media_type: str
    write: Callable[[Export], bytes]
    most_rows: int
    narrowed: Callable[[Export], Export] = lambda export: export  # before its rows are counted


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes, most_rows=500_000
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8", csv_bytes, most_rows=1_000_000),
    # About 160 pages: nobody reads more.
    "pdf": Format("PDF", "application/pdf", pdf_bytes, most_rows=6_000, narrowed=without_silent_rows),
    "json": Format("JSON", "application/json", json_bytes, most_rows=500_000),
}


class TooLong(ValueError):
    """The table has more rows than this format carries; `args` holds the limit."""


def written(export: Export, file_format: str) -> bytes:
    """Raises TooLong."""
    chosen = FORMATS[file_format]
    narrowed = chosen.narrowed(export)
    if len(narrowed.rows) > chosen.most_rows:
        raise TooLong(chosen.most_rows)
    return chosen.write(narrowed)
