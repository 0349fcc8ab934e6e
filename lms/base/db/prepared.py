"""A query whose SQL is put together once a process; later calls only give it other keys.

Django works out the SQL of a QuerySet anew at every call, which costs several times what the database needs to answer
it. On the few paths that a whole hall of candidates walks at once, that is most of what a question costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet, Value
from django.db.models.query import ValuesListIterable

Row = TypeVar("Row")
ModelT = TypeVar("ModelT", bound=Model)
Key = int | str
Convert = Callable[[Any], Any]


class Prepared(Generic[Row]):
    """`build`: keys (numbers, texts) → a QuerySet of `values_list`. Called with keys, it gives the rows.

    Whatever else the query depends on must be the same in every call. How many keys there are may differ.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build

    def __call__(self, *keys: Key) -> list[Row]:
        sql, values, converts = _compiled(self.build, len(keys), connection.vendor)
        if not sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql, [keys[one.place] if isinstance(one, _Blank) else one for one in values])
            rows = cursor.fetchall()
        return [_converted(row, converts) for row in rows] if converts else rows


class PreparedObjects(Generic[ModelT]):
    """The same for a QuerySet of whole objects of one table."""

    def __init__(self, model: type[ModelT], build: Callable[..., QuerySet[ModelT]]) -> None:
        self.model, self.build = model, build
        self.rows: Prepared[tuple[Any, ...]] = Prepared(self._rows)

    def __call__(self, *keys: Key) -> list[ModelT]:
        return [self.model.from_db(DEFAULT_DB_ALIAS, self.columns, row) for row in self.rows(*keys)]

    def _rows(self, *keys: Key) -> QuerySet[ModelT, tuple[Any, ...]]:
        return self.build(*keys).values_list(*self.columns)

    @cached_property
    def columns(self) -> list[str]:
        return [field.attname for field in self.model._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class _Blank:
    """Stands in the query for one of the caller's keys."""

    place: int


@lru_cache(maxsize=256)
def _compiled(
    build: Callable[..., QuerySet[Any, Any]], count: int, vendor: str
) -> tuple[str, Sequence[Any], list[tuple[int, Convert]]]:
    """SQL, none where nothing can be found; its values, with blanks where keys go; what makes columns into values."""
    found = build(*(Value(_Blank(place)) for place in range(count)))
    if found._iterable_class is not ValuesListIterable:
        raise TypeError("only rows of values_list can be prepared")
    compiler = found.query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:  # as where one of no keys is asked for
        return "", (), []
    columns = [column for column, _sql, _alias in compiler.select]
    converts = [
        (place, _bound(convert, expression))
        for place, (functions, expression) in compiler.get_converters(columns).items()
        for convert in functions
    ]
    return sql, values, converts


def _bound(convert: Callable[..., Any], expression: Any) -> Convert:
    return lambda value: convert(value, expression, connection)


def _converted(row: Sequence[Any], converts: list[tuple[int, Convert]]) -> Any:
    cells = list(row)
    for place, convert in converts:
        cells[place] = convert(cells[place])
    return tuple(cells)
