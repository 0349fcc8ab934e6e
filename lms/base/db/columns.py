"""Reading very many rows as columns of numbers, where a Python object a row would take minutes and gigabytes.

PostgreSQL sends them as binary rows of one width, which numpy reads in place; SQLite gives them in batches.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, Case, F, FloatField, Func, QuerySet, Value, When
from django.db.models.functions import Cast
from numpy.typing import NDArray

BATCH = 20_000
HEADER = 19  # bytes before the first row
TRAILER = 2
Columns = dict[str, NDArray[Any]]
Wanted = Mapping[str, Any]  # name → a field's name or an expression


class Epoch(Func):
    """Seconds since 1970 of a moment."""

    arity = 1
    output_field = FloatField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, template="EXTRACT(epoch FROM %(expressions)s)")

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="((julianday(%(expressions)s) - 2440587.5) * 86400.0)")


def numbered(field: str, numbers: Mapping[str, int]) -> Case:
    """A column of few texts as numbers."""
    cases = [When(**{field: text}, then=Value(number)) for text, number in numbers.items()]
    return Case(*cases, output_field=BigIntegerField())


def read_columns(rows: QuerySet[Any], *, whole: Wanted, real: Wanted) -> Columns:
    """Whole numbers and real ones; no value may be null."""
    kinds = {**dict.fromkeys(whole, "i8"), **dict.fromkeys(real, "f8")}
    casts = {
        f"as_{name}": Cast(
            F(one) if isinstance(one, str) else one, FloatField() if kinds[name] == "f8" else BigIntegerField()
        )
        for name, one in {**whole, **real}.items()
    }
    query = rows.order_by().annotate(**casts).values_list(*casts).query
    if query.is_empty():
        return {name: np.empty(0, dtype=kind) for name, kind in kinds.items()}
    sql, params = query.get_compiler(connection=connection).as_sql()
    return (_copied if connection.vendor == "postgresql" else _fetched)(sql, params, kinds)


def _copied(sql: str, params: Any, kinds: Mapping[str, str]) -> Columns:
    parts = []
    with connection.cursor() as cursor:
        whole = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
        with cursor.copy(f"COPY ({whole}) TO STDOUT (FORMAT BINARY)") as copy:
            parts = [bytes(part) for part in copy]
    content = b"".join(parts)
    row = np.dtype(
        [
            ("count", ">i2"),
            *((f"{part}{name}", f">{'i4' if part else kinds[name]}") for name in kinds for part in ("length ", "")),
        ]
    )
    count = (len(content) - HEADER - TRAILER) // row.itemsize
    table = np.frombuffer(content, dtype=row, count=count, offset=HEADER)
    if HEADER + count * row.itemsize + TRAILER != len(content):
        raise ValueError("a column holds a null")
    return {name: table[name].astype(kind) for name, kind in kinds.items()}


def _fetched(sql: str, params: Any, kinds: Mapping[str, str]) -> Columns:
    parts: list[NDArray[Any]] = []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(BATCH):
            parts.append(np.array(rows, dtype=np.float64))
    table = np.concatenate(parts) if parts else np.empty((0, len(kinds)))
    if np.isnan(table).any():
        raise ValueError("a column holds a null")
    return {name: table[:, place].astype(kind) for place, (name, kind) in enumerate(kinds.items())}
