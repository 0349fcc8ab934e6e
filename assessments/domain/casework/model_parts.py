"""Second reading: the world's model — tables, what is computed, gauges; arithmetic.py tells how tables are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assessments.domain.casework.arithmetic import Leaf, Table
from assessments.domain.casework.expressions import Kind, Node
from assessments.domain.casework.grammar import GrammarError, Names, parse_number
from assessments.domain.casework.reading import Reader, fault, optional_text
from assessments.domain.casework.scenario import Gauge, VariableSpec

WHOLE = re.compile(r"-?[0-9]{1,6}")
ELSE = "else"
DEEPEST = 6  # axes of a table


def read_tables(part: Mapping[str, Reader]) -> dict[str, Table]:
    if "tables" not in part:
        return {}
    return {name: _table(reader, DEEPEST) for name, reader in part["tables"].entries().items()}


def _table(reader: Reader, deepest: int) -> Table:
    branches = {_key(key): Reader(raw, f"{reader.path}.{_key(key)}") for key, raw in _raw_entries(reader, deepest)}
    leaves = {key: _leaf(branch, deepest) for key, branch in branches.items()}
    depths = {1 + (leaf.depth if isinstance(leaf, Table) else 0) for leaf in leaves.values()}
    shapes = {_axes(leaf) for leaf in leaves.values()}
    if len(depths) != 1 or len(shapes) != 1:
        raise fault(reader.path, "table_shape")
    otherwise = leaves.pop(ELSE, None)
    numbers = {key: leaf for key, leaf in leaves.items() if WHOLE.fullmatch(key)}
    if numbers and (len(numbers) < len(leaves) or otherwise is not None):
        raise fault(reader.path, "table_axis")
    steps = tuple(sorted(map(int, numbers)))
    return Table(
        depth=depths.pop(),
        by_word={} if steps else leaves,
        steps=steps,
        by_step=tuple(numbers[str(step)] for step in steps),
        otherwise=_nothing(next(iter(leaves.values()), 0)) if otherwise is None else otherwise,
    )


def _raw_entries(reader: Reader, deepest: int) -> list[tuple[object, object]]:
    if not isinstance(reader.raw, Mapping) or not reader.raw:
        raise fault(reader.path, "not_mapping")
    if not deepest:
        raise fault(reader.path, "table_deep", deepest=DEEPEST)
    return list(reader.raw.items())


def _key(raw: object) -> str:
    """Numbers and yes-or-no may be written plainly; what is kept as JSON holds them as words."""
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def _leaf(reader: Reader, deepest: int) -> Leaf:
    return _table(reader, deepest - 1) if isinstance(reader.raw, Mapping) else reader.whole(-100_000, 100_000)


def _axes(leaf: Leaf) -> tuple[bool, ...]:
    """By number or by word, axis by axis."""
    if not isinstance(leaf, Table):
        return ()
    below = next(iter((*leaf.by_step, *leaf.by_word.values(), leaf.otherwise)))
    return (leaf.is_by_number, *_axes(below))


def _nothing(leaf: Leaf) -> Leaf:
    """What a value without a row reads as: zero, however many axes are left."""
    if not isinstance(leaf, Table):
        return 0
    below = _nothing(next(iter((*leaf.by_step, *leaf.by_word.values(), leaf.otherwise))))
    return Table(leaf.depth, {}, leaf.steps[:1], (below,) if leaf.steps else (), below)


def read_computed(reader: Reader, names: Names, variables: Mapping[str, VariableSpec]) -> tuple[tuple[str, Node], ...]:
    """`let`: numbers that are worked out, all from the state as it was before."""

    def read(name: str, entry: Reader) -> tuple[str, Node]:
        if name not in variables or variables[name].kind is not Kind.INT:
            raise fault(entry.path, "not_a_number", name=name)
        return name, _number(entry, names)

    return tuple(read(name, entry) for name, entry in reader.entries().items())


def gauge_reader(names: Names) -> Callable[[Reader], Gauge]:
    def read(reader: Reader) -> Gauge:
        fields = reader.fields("id label value", "limit unit")
        return Gauge(
            id=fields["id"].word(),
            label=fields["label"].text(),
            value=_number(fields["value"], names),
            limit=_number(fields["limit"], names) if "limit" in fields else None,
            unit=optional_text(fields, "unit"),
        )

    return read


def _number(reader: Reader, names: Names) -> Node:
    try:
        return parse_number(reader.raw, names)
    except GrammarError as error:
        raise fault(reader.path, error.code, **error.detail) from None
