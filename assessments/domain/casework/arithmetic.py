"""Whole numbers in conditions and in the world's model: sums, products and declared tables.

Everything is total, as in expressions.py: what has not happened yet counts as zero, and a value that a
table does not name reads as the table's `else`, or zero. Division is by a written-down number above zero and rounds
down, so the same log gives the same numbers on every machine.

How an author writes a table:

    tables:
      cost: {grants_portal: 6, chat_robot: 4, else: 0}     # by words
      pace: {low: {0: 3, 3: 2, 6: 1}, high: {0: 2, 3: 3}}  # by a word, then by a number

Numbers are steps: from 3 on it reads 2, from 6 on 1; below the first step it reads as the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from assessments.domain.casework.expressions import Check, Constant, Kind, Node
from assessments.domain.casework.state import State, Value

NOTHING = Constant(Kind.SET, None, frozenset())

Leaf: TypeAlias = "int | Table"


@dataclass(frozen=True, slots=True)
class Table:
    """One axis: by words or, when `steps` is set, by ascending whole numbers; `depth` axes in all."""

    depth: int
    by_word: Mapping[str, Leaf]
    steps: tuple[int, ...] = ()
    by_step: tuple[Leaf, ...] = ()
    otherwise: Leaf = 0

    @property
    def is_by_number(self) -> bool:
        return bool(self.steps)

    def at(self, value: Value) -> Leaf:
        if self.steps:
            place = bisect_right(self.steps, value) - 1 if isinstance(value, int) else 0
            return self.by_step[max(0, place)]
        return self.by_word.get(_word(value), self.otherwise)


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: Value) -> int:
    return value if isinstance(value, int) else 0


@dataclass(frozen=True)
class Arithmetic(Node):
    """`plus`, `times`, `least` and `most` of any number of operands; `minus` and `over` of two."""

    operator: str = "plus"
    operands: tuple[Node, ...] = ()

    def compiled(self) -> Check:
        work_out = _OPERATIONS[self.operator]
        operands = tuple(operand.evaluate for operand in self.operands)
        return lambda state: work_out([number(operand(state)) for operand in operands])

    def parts(self) -> tuple[Node, ...]:
        return self.operands


_OPERATIONS: Mapping[str, Callable[[Sequence[int]], int]] = {
    "plus": sum,
    "times": prod,
    "minus": lambda values: values[0] - values[1],
    "over": lambda values: values[0] // values[1],
    "least": min,
    "most": max,
}


@dataclass(frozen=True)
class TableValue(Node):
    """What a table says for one value on each of its axes."""

    table: Table = Table(1, {})
    operands: tuple[Node, ...] = ()

    def compiled(self) -> Check:
        table, operands = self.table, tuple(operand.evaluate for operand in self.operands)

        def table_value(state: State) -> int:
            found: Leaf = table
            for operand in operands:
                found = found.at(operand(state)) if isinstance(found, Table) else found
            return found if isinstance(found, int) else 0

        return table_value

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True)
class SumOver(Node):
    """`sum`: what a table says of each value in a set, added up."""

    table: Table = Table(1, {})
    operand: Node = NOTHING

    def compiled(self) -> Check:
        table, operand = self.table, self.operand.evaluate

        def sum_over(state: State) -> int:
            values = operand(state)
            if not isinstance(values, frozenset):
                return 0
            return sum(leaf for leaf in map(table.at, values) if isinstance(leaf, int))

        return sum_over

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)
