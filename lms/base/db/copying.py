"""Writing very many rows: with COPY where the database has it, else with one prepared statement."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from .bulk import insert_rows


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Values as the database takes them: JSON as text. No default, `save()` or signal of the model runs."""
    if connection.vendor != "postgresql":
        insert_rows(model, columns, rows, is_prepared=True)
        return
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(model._meta.get_field(name).column)) for name in columns)  # type: ignore[union-attr]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quoted(model._meta.db_table)} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
