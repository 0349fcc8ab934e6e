"""JSON for programs: the same rows, each value under the title of its column, with what holds of all at the head."""

import json
from datetime import date
from typing import Any

from .frame import Export

# Harmless wherever a careless program prints it.
IN_A_PAGE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def json_bytes(export: Export) -> bytes:
    titles = [field.title for field in export.fields]
    content = {
        "title": export.title,
        "as_of": export.stamp.as_of.isoformat(),
        "framework_version": export.stamp.framework,
        "model_version": export.stamp.model_version,
        "suppression": export.stamp.suppression,
        "notes": [{"name": name, "text": text} for name, text in export.notes],
        "columns": [{"title": field.title, "kind": field.kind.value} for field in export.fields],
        "rows": [dict(zip(titles, row, strict=True)) for row in export.rows],
    }
    return json.dumps(content, ensure_ascii=False, default=_plain, indent=1).translate(IN_A_PAGE).encode()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
