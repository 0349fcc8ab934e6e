"""Ordering: steps to be put into their right order."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from . import reading
from .choice import option_faults
from .parts import WHOLE, Fault, Option, Reply, Slot

FEWEST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Ordering:
    options: tuple[Option, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class OrderingKey:
    order: tuple[str, ...]


def read_ordering(data: Any) -> Ordering:
    raw = reading.fields(data, "", needs=("options",))
    return Ordering(reading.options(raw["options"], "options"))


def read_ordering_key(data: Any, item: Ordering) -> OrderingKey:
    raw = reading.fields(data, "", needs=("order",))
    order = reading.idents(raw["order"], "order")
    reading.known(order, item.ids, "order")
    return OrderingKey(order)


def ordering_slots(item: Ordering) -> tuple[Slot, ...]:
    return (Slot(options=item.ids, at_most=len(item.options), is_ordered=True),)


def mark_ordering(item: Ordering, key: OrderingKey, reply: Reply) -> float:
    """1 − inversions ÷ the most there can be; a step that was left out counts as inverted with every other."""
    place = {step: number for number, step in enumerate(reply.get(WHOLE, ()))}
    pairs = list(combinations(key.order, 2))
    right = sum(one in place and other in place and place[one] < place[other] for one, other in pairs)
    return right / len(pairs)


def ordering_solution(item: Ordering, key: OrderingKey) -> Reply:
    return {WHOLE: key.order}


def ordering_faults(item: Ordering, key: OrderingKey) -> Iterator[Fault]:
    yield from option_faults(item.options, FEWEST_STEPS)
    if sorted(key.order) != sorted(item.ids):
        yield Fault("order_incomplete")
