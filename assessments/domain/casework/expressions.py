"""The conditions of a scenario as a small typed tree: total, without loops, without side effects.

Every node evaluates on every state. What has not happened yet reads as false, zero, nothing or
the empty set, so no condition can fail at run time. `grammar.py` builds the trees and checks types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from assessments.domain.casework.clock import Period
from assessments.domain.casework.state import State, Value, Which, pick

NEVER = -1  # what a number of days reads as when there is nothing to count


class Kind(Enum):
    """The types of the language; a symbol is one value of an enumeration."""

    BOOL = "yes or no"
    INT = "a number"
    SYMBOL = "one value"
    SET = "a set of values"


Check: TypeAlias = Callable[[State], Value]


@dataclass(frozen=True)
class Node:
    """One node of a condition; `domain` names the values a symbol or set may hold, when known.

    Built once and asked a million times, it becomes a function over those of its parts: `evaluate` of an instance.
    """

    kind: Kind
    domain: frozenset[str] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "evaluate", self.compiled())

    def compiled(self) -> Check:
        raise NotImplementedError

    def evaluate(self, state: State) -> Value:
        return self.compiled()(state)

    def parts(self) -> tuple[Node, ...]:
        return ()

    def reads(self) -> tuple[str, ...]:
        """Journal keys this node itself looks at."""
        return ()


@dataclass(frozen=True)
class Constant(Node):
    value: Value = None

    def compiled(self) -> Check:
        value = self.value
        return lambda state: value


@dataclass(frozen=True)
class Variable(Node):
    name: str = ""

    def compiled(self) -> Check:
        name = self.name
        return lambda state: state.variables[name]


@dataclass(frozen=True)
class Every(Node):
    """`and`: true when all parts are."""

    operands: tuple[Node, ...] = ()

    def compiled(self) -> Check:
        checks = tuple(operand.evaluate for operand in self.operands)

        def every(state: State) -> bool:
            for check in checks:  # noqa: SIM110 `all` over a generator takes twice as long
                if not check(state):
                    return False
            return True

        return every

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True)
class Either(Node):
    """`or`: true when one part is."""

    operands: tuple[Node, ...] = ()

    def compiled(self) -> Check:
        checks = tuple(operand.evaluate for operand in self.operands)

        def either(state: State) -> bool:
            for check in checks:  # noqa: SIM110 as above
                if check(state):
                    return True
            return False

        return either

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True)
class Negation(Node):
    operand: Node = Constant(Kind.BOOL)

    def compiled(self) -> Check:
        check = self.operand.evaluate
        return lambda state: not check(state)

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Comparison(Node):
    """`==`, `<=` and `>=`, and for symbols and sets `in` and `subset`."""

    operator: str = "=="
    left: Node = Constant(Kind.BOOL)
    right: Node = Constant(Kind.BOOL)

    def compiled(self) -> Check:
        left, right, operator = self.left.evaluate, self.right.evaluate, self.operator
        if operator == "==":
            return _equal(self.left, self.right)
        if operator == "in":
            return lambda state: left(state) in _set(right(state))
        if operator == "subset":
            return lambda state: _set(left(state)) <= _set(right(state))
        if operator == "<=":
            return lambda state: _number(left(state)) <= _number(right(state))
        return lambda state: _number(left(state)) >= _number(right(state))

    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


def _equal(left: Node, right: Node) -> Check:
    first, second = left.evaluate, right.evaluate
    if isinstance(right, Constant):
        value = right.value
        return lambda state: first(state) == value
    return lambda state: first(state) == second(state)


def _set(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


@dataclass(frozen=True)
class Known(Node):
    fact: str = ""

    def compiled(self) -> Check:
        fact = self.fact
        return lambda state: fact in state.facts


@dataclass(frozen=True)
class Count(Node):
    key: str = ""

    def compiled(self) -> Check:
        key = self.key
        return lambda state: state.counts.get(key, 0)

    def reads(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True)
class Done(Node):
    key: str = ""

    def compiled(self) -> Check:
        key = self.key
        return lambda state: key in state.first

    def reads(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True)
class Before(Node):
    """The first `earlier` came before the first `later`; also true while there is no `later`."""

    earlier: str = ""
    later: str = ""

    def compiled(self) -> Check:
        def before(state: State) -> bool:
            earlier, later = state.first.get(self.earlier), state.first.get(self.later)
            return earlier is not None and (later is None or earlier.sequence < later.sequence)

        return before

    def reads(self) -> tuple[str, ...]:
        return (self.earlier, self.later)


@dataclass(frozen=True)
class Within(Node):
    """The first `later` came at most `days` working days after the first `earlier`, not before it."""

    earlier: str = ""
    later: str = ""
    days: int = 0

    def compiled(self) -> Check:
        def within(state: State) -> bool:
            earlier, later = state.first.get(self.earlier), state.first.get(self.later)
            if earlier is None or later is None or later.sequence < earlier.sequence:
                return False
            return later.minute // state.day_minutes - earlier.minute // state.day_minutes <= self.days

        return within

    def reads(self) -> tuple[str, ...]:
        return (self.earlier, self.later)


@dataclass(frozen=True)
class ElapsedDays(Node):
    """At least `days` working days have passed since the first `since`, or since the start."""

    days: int = 0
    since: str | None = None

    def compiled(self) -> Check:
        days, since = self.days, self.since
        if since is None:
            return lambda state: state.minute // state.day_minutes >= days

        def elapsed(state: State) -> bool:
            moment = state.first.get(since)
            return moment is not None and state.day - moment.minute // state.day_minutes >= days

        return elapsed

    def reads(self) -> tuple[str, ...]:
        return () if self.since is None else (self.since,)


@dataclass(frozen=True)
class Expired(Node):
    """A statutory clock ran past the end of its period; `period` is the clock's own."""

    clock: str = ""
    period: Period | None = None

    def compiled(self) -> Check:
        clock, period = self.clock, self.period

        def expired(state: State) -> bool:
            run = state.clocks.get(clock)
            return run is not None and period is not None and run.is_expired(period.now(state.minute), period.allowed)

        return expired


@dataclass(frozen=True)
class FieldValue(Node):
    """What a submitted form says in one field."""

    form: str = ""
    field: str = ""
    which: Which = Which.LATEST

    def compiled(self) -> Check:
        form, field, place = self.form, self.field, self.which.value
        nothing: Value = frozenset() if self.kind is Kind.SET else None

        def field_value(state: State) -> Value:
            sent = state.submissions.get(form)
            return sent[place].values.get(field) if sent else nothing

        return field_value

    def reads(self) -> tuple[str, ...]:
        return (f"submit.{self.form}",)


@dataclass(frozen=True)
class DaysGiven(Node):
    """Working days from sending a form to the date in one of its fields."""

    form: str = ""
    field: str = ""
    which: Which = Which.LATEST

    def compiled(self) -> Check:
        def days_given(state: State) -> int:
            submission = pick(state, self.form, self.which)
            return NEVER if submission is None else submission.days.get(self.field, NEVER)

        return days_given

    def reads(self) -> tuple[str, ...]:
        return (f"submit.{self.form}",)


@dataclass(frozen=True)
class Size(Node):
    """How many values a set holds."""

    operand: Node = Constant(Kind.SET, None, frozenset())

    def compiled(self) -> Check:
        operand = self.operand.evaluate
        return lambda state: len(_set(operand(state)))

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Finding(Node):
    """How a checklist item was marked."""

    checklist: str = ""
    item: str = ""

    def compiled(self) -> Check:
        def finding(state: State) -> str | None:
            mark = state.marks.get(self.checklist, {}).get(self.item)
            return None if mark is None else mark.value

        return finding

    def reads(self) -> tuple[str, ...]:
        return (f"check.{self.checklist}",)


@dataclass(frozen=True)
class FindingSource(Node):
    """What a checklist item's mark cites."""

    checklist: str = ""
    item: str = ""

    def compiled(self) -> Check:
        def source(state: State) -> str | None:
            mark = state.marks.get(self.checklist, {}).get(self.item)
            return None if mark is None else mark.source

        return source

    def reads(self) -> tuple[str, ...]:
        return (f"check.{self.checklist}",)


ALWAYS = Constant(Kind.BOOL, None, True)
NOT_EVER = Constant(Kind.BOOL, None, False)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, depth first."""
    yield node
    for part in node.parts():
        yield from walk(part)


def keys_of(node: Node) -> tuple[str, ...]:
    """Every journal key a condition looks at, each once, in the order of the text."""
    return tuple(dict.fromkeys(key for part in walk(node) for key in part.reads()))
