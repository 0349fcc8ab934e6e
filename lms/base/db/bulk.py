"""Writing very many rows with one prepared statement, where model instances would hold the write lock for minutes.

Nothing of the model runs: every column is given, and no default, `save()` or signal adds to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

T = TypeVar("T")
CHUNK = 1000  # values in one condition; SQLite allows some 30,000


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], *, is_prepared: bool = False
) -> None:
    """`is_prepared`: the values are as the database takes them."""
    names = [_quoted(str(field.column)) for field in _fields(model, columns)]
    values = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {_table(model)} ({', '.join(names)}) VALUES ({values})"  # noqa: S608
    if not is_prepared:
        _execute(sql, model, columns, rows)
    elif held := list(rows):
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.executemany(sql, held)


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The last column says which row is meant; those before it are written."""
    *written, key = [f"{_quoted(str(field.column))} = %s" for field in _fields(model, columns)]
    _execute(f"UPDATE {_table(model)} SET {', '.join(written)} WHERE {key}", model, columns, rows)  # noqa: S608


def in_chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _execute(sql: str, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    prepare = [field.get_db_prep_save for field in _fields(model, columns)]
    # Looked up once: the usual proxy asks its thread for the connection at every value.
    database = connections[DEFAULT_DB_ALIAS]
    prepared = [[step(value, database) for step, value in zip(prepare, row, strict=True)] for row in rows]
    if prepared:
        with database.cursor() as cursor:
            cursor.executemany(sql, prepared)


def _fields(model: type[models.Model], columns: Sequence[str]) -> "list[models.Field[Any, Any]]":
    return [model._meta.get_field(name) for name in columns]  # type: ignore[misc]  # all are columns


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
