"""Reading very many rows as columns of numbers, where a Python object a row would take minutes and gigabytes.

PostgreSQL sends them as binary rows of one width, which numpy reads in place; SQLite gives them in batches.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import BigIntegerField, Case, F, FloatField, Func, QuerySet, Value, When
from django.db.models.functions import Cast
from numpy.typing import NDArray

BATCH = 20_000  # rows
BLOCK = 1 << 24  # bytes
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
    blocks = list(read_blocks(rows, whole=whole, real=real))
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def read_blocks(rows: QuerySet[Any], *, whole: Wanted, real: Wanted) -> Iterator[Columns]:
    """The same, some hundred thousand rows at a time; at least one block, which may be empty."""
    kinds = {**dict.fromkeys(whole, "i8"), **dict.fromkeys(real, "f8")}
    casts = {f"as_{name}": Cast(_expression(one), _FIELDS[kinds[name]]) for name, one in {**whole, **real}.items()}
    query = rows.order_by().annotate(**casts).values_list(*casts).query
    yield {name: np.empty(0, dtype=kind) for name, kind in kinds.items()}
    if not query.is_empty():
        sql, params = query.get_compiler(connection=connection).as_sql()
        yield from (_copied if connection.vendor == "postgresql" else _fetched)(sql, params, kinds)


_FIELDS = {"i8": BigIntegerField(), "f8": FloatField()}


def _expression(one: Any) -> Any:
    return F(one) if isinstance(one, str) else one


def _copied(sql: str, params: Any, kinds: Mapping[str, str]) -> Iterator[Columns]:
    row = _row(kinds)
    with connection.cursor() as cursor:
        whole = connection.ops.compose_sql(sql, params)
        with cursor.copy(f"COPY ({whole}) TO STDOUT (FORMAT BINARY)") as copy:
            held = bytearray()
            start = HEADER
            for part in copy:
                held += part
                if len(held) > BLOCK:
                    count = (len(held) - start - TRAILER) // row.itemsize
                    yield _parsed(held, row, count, start=start)
                    del held[: start + count * row.itemsize]
                    start = 0
    count, rest = divmod(len(held) - start - TRAILER, row.itemsize)
    if rest:
        raise ValueError("a column holds a null")
    yield _parsed(held, row, count, start=start)


def _row(kinds: Mapping[str, str]) -> "np.dtype[Any]":
    """How many columns; of each its length and value."""
    columns = [(f"{part}{name}", ">i4" if part else f">{kind}") for name, kind in kinds.items() for part in ("#", "")]
    return np.dtype([("count", ">i2"), *columns])


def _parsed(content: bytearray, row: "np.dtype[Any]", count: int, *, start: int) -> Columns:
    table = np.frombuffer(bytes(content[start : start + count * row.itemsize]), dtype=row)
    names = [name for name in row.names or () if name != "count" and not name.startswith("#")]
    if any((table[f"#{name}"] != 8).any() for name in names):
        raise ValueError("a column holds a null")
    return {name: table[name].astype(row[name].newbyteorder("=")) for name in names}


def _fetched(sql: str, params: Any, kinds: Mapping[str, str]) -> Iterator[Columns]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(BATCH):
            table = np.array(rows, dtype=np.float64)
            if np.isnan(table).any():
                raise ValueError("a column holds a null")
            yield {name: table[:, place].astype(kind) for place, (name, kind) in enumerate(kinds.items())}
