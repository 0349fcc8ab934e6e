"""Adding rows, or changing those that are there, in one statement: nothing comes between the look and the write.

Rows are locked in the order given. Whoever writes several gives them in the order of their keys, so that two who write
the same rows wait for each other and do not lock.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from .bulk import in_chunks

Rows = Iterable[Sequence[Any]]


def put_rows(model: type[models.Model], keys: Sequence[str], values: Sequence[str], rows: Rows) -> None:
    """Each row gives the keys, then the values; of a row that is there, the values are replaced."""
    _upsert(model, keys, values, rows, change="{column} = excluded.{column}")


def add_to_rows(model: type[models.Model], keys: Sequence[str], count: str, rows: Rows) -> None:
    """Each row gives the keys, then what is to be added to the count; a row that is not there begins at nothing."""
    _upsert(model, keys, [count], rows, change="{column} = {table}.{column} + excluded.{column}")


def _upsert(model: type[models.Model], keys: Sequence[str], values: Sequence[str], rows: Rows, *, change: str) -> None:
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in (*keys, *values)]
    table, columns = quote(model._meta.db_table), [quote(str(field.column)) for field in fields]  # type: ignore[union-attr]
    changes = ", ".join(change.format(table=table, column=column) for column in columns[len(keys) :])
    places = f"({', '.join(['%s'] * len(columns))})"
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]  # type: ignore[union-attr]
        for row in rows
    ]
    with connection.cursor() as cursor:
        for chunk in in_chunks(prepared):
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([places] * len(chunk))} "  # noqa: S608
                f"ON CONFLICT ({', '.join(columns[: len(keys)])}) DO UPDATE SET {changes}",
                [value for row in chunk for value in row],
            )
