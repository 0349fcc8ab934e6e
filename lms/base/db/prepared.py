"""A query whose SQL is put together once a process; later calls only give it other numbers.

Django works out the SQL of a QuerySet anew at every call, which costs several times what the database needs to answer
it. On the few paths that a whole hall of candidates walks at once, that is most of what a question costs.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ValuesListIterable

Row = TypeVar("Row")
Convert = Callable[[Any], Any]

FIRST_BLANK = -(2**48)  # numbers that stand in for the caller's until the SQL is known; no key is negative


class Prepared(Generic[Row]):
    """`build`: whole numbers, such as keys → a QuerySet of `values_list`. Called with numbers, it gives the rows.

    Whatever else the query depends on must be the same in every call. How many numbers there are may differ.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    def __call__(self, *numbers: int) -> list[Row]:
        sql, values, converts = _compiled(self.build, len(numbers), connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(sql, [numbers[blank] if blank is not None else value for blank, value in values])
            rows = cursor.fetchall()
        return [_converted(row, converts) for row in rows] if converts else rows


@lru_cache(maxsize=256)
def _compiled(
    build: Callable[..., QuerySet[Any, Any]], count: int, vendor: str
) -> tuple[str, list[tuple[int | None, Any]], list[tuple[int, Convert]]]:
    """SQL; for each value which of the numbers it is, or itself; and what makes columns into Python's values."""
    blanks = {FIRST_BLANK - place: place for place in range(count)}
    found = build(*blanks)
    if found._iterable_class is not ValuesListIterable:
        raise TypeError("only rows of values_list can be prepared")
    compiler = found.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    columns = [column for column, _sql, _alias in compiler.select]
    converts = [
        (place, _bound(convert, expression))
        for place, (functions, expression) in compiler.get_converters(columns).items()
        for convert in functions
    ]
    return sql, [(_blank(value, blanks), value) for value in values], converts


def _blank(value: Any, blanks: dict[int, int]) -> int | None:
    return blanks.get(value) if type(value) is int else None


def _bound(convert: Callable[..., Any], expression: Any) -> Convert:
    return lambda value: convert(value, expression, connection)


def _converted(row: Sequence[Any], converts: list[tuple[int, Convert]]) -> Any:
    cells = list(row)
    for place, convert in converts:
        cells[place] = convert(cells[place])
    return tuple(cells)
