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
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from assessments.domain.casework.expressions import Constant, Kind, Node
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


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`plus`, `times`, `least` and `most` of any number of operands; `minus` and `over` of two."""

    operator: str = "plus"
    operands: tuple[Node, ...] = ()

    def evaluate(self, state: State) -> int:
        values = [number(operand.evaluate(state)) for operand in self.operands]
        if self.operator == "plus":
            return sum(values)
        if self.operator == "times":
            return prod(values)
        if self.operator == "minus":
            return values[0] - values[1]
        if self.operator == "over":
            return values[0] // values[1]
        return min(values) if self.operator == "least" else max(values)

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class TableValue(Node):
    """What a table says for one value on each of its axes."""

    table: Table = Table(1, {})
    operands: tuple[Node, ...] = ()

    def evaluate(self, state: State) -> int:
        found: Leaf = self.table
        for operand in self.operands:
            found = found.at(operand.evaluate(state)) if isinstance(found, Table) else found
        return found if isinstance(found, int) else 0

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class SumOver(Node):
    """`sum`: what a table says of each value in a set, added up."""

    table: Table = Table(1, {})
    operand: Node = NOTHING

    def evaluate(self, state: State) -> int:
        values = self.operand.evaluate(state)
        if not isinstance(values, frozenset):
            return 0
        return sum(leaf for leaf in map(self.table.at, values) if isinstance(leaf, int))

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)
