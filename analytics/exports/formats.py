"""The formats of a file, each with its writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .delimited import csv_bytes
from .document import json_bytes
from .frame import Export
from .paper import pdf_bytes
from .workbook import xlsx_bytes


@dataclass(frozen=True, slots=True)
class Format:
    label: str
    media_type: str
    write: Callable[[Export], bytes]
    most_rows: int


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_bytes, most_rows=500_000
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8", csv_bytes, most_rows=1_000_000),
    "pdf": Format("PDF", "application/pdf", pdf_bytes, most_rows=6_000),  # about 180 pages: nobody reads more
    "json": Format("JSON", "application/json", json_bytes, most_rows=500_000),
}


class TooLong(ValueError):
    """The table has more rows than this format carries; `args` holds the limit."""


def written(export: Export, file_format: str) -> bytes:
    """Raises TooLong."""
    chosen = FORMATS[file_format]
    if len(export.rows) > chosen.most_rows:
        raise TooLong(chosen.most_rows)
    return chosen.write(export)
