"""CSV as spreadsheets of every office open it: UTF-8 with a byte order mark, CRLF, notes below the figures."""

import csv
from datetime import date
from io import StringIO

from .frame import Export, Value

BYTE_ORDER_MARK = "\ufeff"


def csv_bytes(export: Export) -> bytes:
    text = StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(field.title for field in export.fields)
    writer.writerows([_printed(value) for value in row] for row in export.rows)
    writer.writerow([])
    writer.writerows(export.notes)
    return text.getvalue().encode()


def _printed(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) > 1 else f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)
