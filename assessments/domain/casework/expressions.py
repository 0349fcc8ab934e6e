"""The conditions of a scenario as a small typed tree: total, without loops, without side effects.

Every node evaluates on every state. What has not happened yet reads as false, zero, nothing or
the empty set, so no condition can fail at run time. `grammar.py` builds the trees and checks types.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from assessments.domain.casework.clock import Period
from assessments.domain.casework.state import State, Submission, Value

NEVER = -1  # what a number of days reads as when there is nothing to count


class Kind(Enum):
    """The types of the language; a symbol is one value of an enumeration."""

    BOOL = "yes or no"
    INT = "a number"
    SYMBOL = "one value"
    SET = "a set of values"


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a condition; `domain` names the values a symbol or set may hold, when known."""

    kind: Kind
    domain: frozenset[str] | None = None

    def evaluate(self, state: State) -> Value:
        raise NotImplementedError

    def parts(self) -> tuple[Node, ...]:
        return ()

    def reads(self) -> tuple[str, ...]:
        """Journal keys this node itself looks at."""
        return ()


@dataclass(frozen=True, slots=True)
class Constant(Node):
    value: Value = None

    def evaluate(self, state: State) -> Value:
        return self.value


@dataclass(frozen=True, slots=True)
class Variable(Node):
    name: str = ""

    def evaluate(self, state: State) -> Value:
        return state.variables[self.name]


@dataclass(frozen=True, slots=True)
class Every(Node):
    """`and`: true when all parts are."""

    operands: tuple[Node, ...] = ()

    def evaluate(self, state: State) -> bool:
        return all(operand.evaluate(state) for operand in self.operands)

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Either(Node):
    """`or`: true when one part is."""

    operands: tuple[Node, ...] = ()

    def evaluate(self, state: State) -> bool:
        return any(operand.evaluate(state) for operand in self.operands)

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Negation(Node):
    operand: Node = Constant(Kind.BOOL)

    def evaluate(self, state: State) -> bool:
        return not self.operand.evaluate(state)

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`==`, `<=` and `>=`, and for symbols and sets `in` and `subset`."""

    operator: str = "=="
    left: Node = Constant(Kind.BOOL)
    right: Node = Constant(Kind.BOOL)

    def evaluate(self, state: State) -> bool:
        left, right = self.left.evaluate(state), self.right.evaluate(state)
        if self.operator == "==":
            return left == right
        if isinstance(right, frozenset):
            return left <= right if isinstance(left, frozenset) else left in right
        if isinstance(left, int) and isinstance(right, int):
            return left <= right if self.operator == "<=" else left >= right
        return False

    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Known(Node):
    fact: str = ""

    def evaluate(self, state: State) -> bool:
        return self.fact in state.facts


@dataclass(frozen=True, slots=True)
class Count(Node):
    key: str = ""

    def evaluate(self, state: State) -> int:
        return state.counts.get(self.key, 0)

    def reads(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True)
class Done(Node):
    key: str = ""

    def evaluate(self, state: State) -> bool:
        return self.key in state.first

    def reads(self) -> tuple[str, ...]:
        return (self.key,)


@dataclass(frozen=True, slots=True)
class Before(Node):
    """The first `earlier` came before the first `later`; also true while there is no `later`."""

    earlier: str = ""
    later: str = ""

    def evaluate(self, state: State) -> bool:
        earlier, later = state.first.get(self.earlier), state.first.get(self.later)
        if earlier is None:
            return False
        return later is None or earlier.sequence < later.sequence

    def reads(self) -> tuple[str, ...]:
        return (self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class Within(Node):
    """The first `later` came at most `days` working days after the first `earlier`, not before it."""

    earlier: str = ""
    later: str = ""
    days: int = 0

    def evaluate(self, state: State) -> bool:
        earlier, later = state.first.get(self.earlier), state.first.get(self.later)
        if earlier is None or later is None or later.sequence < earlier.sequence:
            return False
        return later.minute // state.day_minutes - earlier.minute // state.day_minutes <= self.days

    def reads(self) -> tuple[str, ...]:
        return (self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class ElapsedDays(Node):
    """At least `days` working days have passed since the first `since`, or since the start."""

    days: int = 0
    since: str | None = None

    def evaluate(self, state: State) -> bool:
        if self.since is None:
            return state.day >= self.days
        moment = state.first.get(self.since)
        return moment is not None and state.day - moment.minute // state.day_minutes >= self.days

    def reads(self) -> tuple[str, ...]:
        return () if self.since is None else (self.since,)


@dataclass(frozen=True, slots=True)
class Expired(Node):
    """A statutory clock ran past the end of its period; `period` is the clock's own."""

    clock: str = ""
    period: Period | None = None

    def evaluate(self, state: State) -> bool:
        run = state.clocks.get(self.clock)
        if run is None or self.period is None:
            return False
        return run.is_expired(self.period.now(state.minute), self.period.allowed)


class Which(Enum):
    """Of several letters on the same form, the one a condition reads."""

    FIRST = 0
    LATEST = -1


@dataclass(frozen=True, slots=True)
class FieldValue(Node):
    """What a submitted form says in one field."""

    form: str = ""
    field: str = ""
    which: Which = Which.LATEST

    def evaluate(self, state: State) -> Value:
        submission = pick(state, self.form, self.which)
        if submission is None:
            return frozenset() if self.kind is Kind.SET else None
        return submission.values.get(self.field)

    def reads(self) -> tuple[str, ...]:
        return (f"submit.{self.form}",)


@dataclass(frozen=True, slots=True)
class DaysGiven(Node):
    """Working days from sending a form to the date in one of its fields."""

    form: str = ""
    field: str = ""
    which: Which = Which.LATEST

    def evaluate(self, state: State) -> int:
        submission = pick(state, self.form, self.which)
        return NEVER if submission is None else submission.days.get(self.field, NEVER)

    def reads(self) -> tuple[str, ...]:
        return (f"submit.{self.form}",)


@dataclass(frozen=True, slots=True)
class Size(Node):
    """How many values a set holds."""

    operand: Node = Constant(Kind.SET, None, frozenset())

    def evaluate(self, state: State) -> int:
        value = self.operand.evaluate(state)
        return len(value) if isinstance(value, frozenset) else 0

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Finding(Node):
    """How a checklist item was marked."""

    checklist: str = ""
    item: str = ""

    def evaluate(self, state: State) -> Value:
        mark = state.marks.get(self.checklist, {}).get(self.item)
        return None if mark is None else mark.value

    def reads(self) -> tuple[str, ...]:
        return (f"check.{self.checklist}",)


@dataclass(frozen=True, slots=True)
class FindingSource(Node):
    """What a checklist item's mark cites."""

    checklist: str = ""
    item: str = ""

    def evaluate(self, state: State) -> Value:
        mark = state.marks.get(self.checklist, {}).get(self.item)
        return None if mark is None else mark.source

    def reads(self) -> tuple[str, ...]:
        return (f"check.{self.checklist}",)


ALWAYS = Constant(Kind.BOOL, None, True)
NOT_EVER = Constant(Kind.BOOL, None, False)


def pick(state: State, form: str, which: Which) -> Submission | None:
    sent = state.submissions.get(form)
    return sent[which.value] if sent else None


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, depth first."""
    yield node
    for part in node.parts():
        yield from walk(part)


def keys_of(node: Node) -> tuple[str, ...]:
    """Every journal key a condition looks at, each once, in the order of the text."""
    return tuple(dict.fromkeys(key for part in walk(node) for key in part.reads()))
