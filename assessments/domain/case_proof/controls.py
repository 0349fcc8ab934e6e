"""What tells two states of a case apart, as far as any guard can see: the control variables of the search.

Variables, events fired, keys and form fields that a guard names, and how far each statutory clock and the day have
come. Evidence rules are no guards and do not widen a search, unless it is after one of them: its conditions are then
the `aims`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TypeVar

from ..casework import expressions as ast
from ..casework.scenario import Case, Deed, Effect, Event, Form
from ..casework.state import State
from . import readings
from .readings import Letter

Part = tuple[str, Callable[[State], Hashable]]
Seen = TypeVar("Seen", ast.Finding, ast.FindingSource)

# Nodes whose part of a state is kept in another form than "has this key appeared".
_TOLD_APART = (ast.FieldValue, ast.DaysGiven, ast.ElapsedDays, ast.Finding, ast.FindingSource)


@dataclass(frozen=True, slots=True)
class Controls:
    """`parts` is what tells states apart, each with the name an author knows it by; the rest is what to try."""

    parts: tuple[Part, ...]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]  # form → field → values that a guard names
    days: Mapping[str, Mapping[str, tuple[int, ...]]]  # form → date field → working days from now worth trying
    marks: Mapping[str, Mapping[str, tuple[str, ...]]]  # checklist → item → findings that a condition names
    sources: Mapping[str, Mapping[str, tuple[str, ...]]]  # checklist → item → what a condition wants cited
    keys: frozenset[str]  # acts that a condition looks for
    facts: frozenset[str]

    def key(self, state: State) -> tuple[Hashable, ...]:
        """All of a state that decides what can happen next."""
        return tuple([read(state) for _, read in self.parts])


def read_controls(case: Case, aims: Sequence[ast.Node] = ()) -> Controls:
    """Collect what the guards and the aims read; texts and points are left out."""
    events = tuple(event for event in case.events if any(map(_changes, event.effects)))
    lasting = [*_lasting_guards(case), *(event.when for event in events), *aims]
    passing = [node for holder in _holders(case) for effect in holder.effects for node in _read_by(effect)]
    told = [event.when for event in case.events]
    asked = [*lasting, *passing, *told]
    choices: dict[str, dict[str, tuple[str, ...]]] = {}
    for (form, name, _), values in _letters(asked).items():
        choices.setdefault(form, {})[name] = tuple(sorted({*values, *choices.get(form, {}).get(name, ())}))
    return Controls(
        parts=tuple(_parts(case, events, lasting=lasting, read=[*lasting, *passing])),
        choices=choices,
        days=_days(_nodes(asked)),
        marks=_named_marks(asked, ast.Finding),
        sources=_named_marks(asked, ast.FindingSource),
        keys=frozenset(key for guard in asked for key in ast.keys_of(guard)),
        facts=frozenset(node.fact for node in _nodes([*lasting, *passing]) if isinstance(node, ast.Known)),
    )


def _parts(
    case: Case, events: Sequence[Event], *, lasting: Sequence[ast.Node], read: Sequence[ast.Node]
) -> Iterator[Part]:
    nodes, every = [*_nodes(lasting)], [*_nodes(read)]
    yield "day", attrgetter("day")
    yield "events due", partial(readings.events_due, case.events)
    yield "ending", attrgetter("ending")
    for name in sorted({node.name for node in every if isinstance(node, ast.Variable)}):
        yield name, partial(readings.variable, name)
    keys = {key for node in nodes if not isinstance(node, _TOLD_APART) for key in node.reads()}
    for key in sorted(keys | {f"event.{event.id}" for event in events}):
        yield key, partial(readings.has_happened, key)
    for key, most in _counts(nodes).items():
        yield f"count {key}", partial(readings.count, key, most)
    for key, days in _longest_waits(nodes).items():
        yield f"days since {key}", partial(readings.days_since, key, days)
    for clock in sorted({node.clock for node in every if isinstance(node, ast.Expired)}):
        yield clock, partial(readings.clock_run, clock, case.clocks[clock].period)
    for fact in sorted({node.fact for node in every if isinstance(node, ast.Known)}):
        yield fact, partial(readings.is_known, fact)
    for letter, named in _letters(lasting).items():
        yield f"{letter[0]}.{letter[1]}", partial(readings.field, letter, named)
    yield from ((name, node.evaluate) for node, name in _seen_whole(nodes).items())


def _seen_whole(nodes: Iterable[ast.Node]) -> dict[ast.Node, str]:
    """Nodes whose value itself tells states apart, with the name of what they read."""
    found: dict[ast.Node, str] = {}
    for node in nodes:
        if isinstance(node, ast.Before | ast.Within):
            found[node] = f"{node.earlier} before {node.later}"
        elif isinstance(node, ast.DaysGiven):
            found[node] = f"{node.form}.{node.field}"
        elif isinstance(node, ast.Finding | ast.FindingSource):
            found[node] = f"{node.checklist}.{node.item}"
    return found


def _nodes(guards: Iterable[ast.Node]) -> Iterator[ast.Node]:
    return (part for guard in guards for part in ast.walk(guard))


def _changes(effect: Effect) -> bool:
    """Whether an effect does more than send a message."""
    return effect != Effect(when=effect.when, send=effect.send)


def _holders(case: Case) -> Iterator[Form | Deed]:
    yield from case.forms.values()
    yield from case.deeds.values()


def _lasting_guards(case: Case) -> Iterator[ast.Node]:
    """Guards that look back at what was done before; effects of an act look only at the act itself."""
    for holder in (*_holders(case), *case.documents.values(), *case.endings.values()):
        yield holder.when
    for event in case.events:
        yield from (node for effect in event.effects for node in _read_by(effect))


def _read_by(effect: Effect) -> Iterator[ast.Node]:
    yield effect.when
    yield from (expression for _, expression in effect.compute)


def _letters(guards: Iterable[ast.Node]) -> dict[Letter, tuple[str, ...]]:
    """The form fields that guards read, with the values they name."""
    found: dict[Letter, set[str]] = {}
    for guard in guards:
        for letter, named in _named(guard):
            found.setdefault(letter, set()).update(named)
    return {letter: tuple(sorted(named)) for letter, named in found.items()}


def _named(node: ast.Node) -> Iterator[tuple[Letter, Collection[str]]]:
    """Compared with a written-down value, only that matters; counted, summed or compared otherwise, all options do."""
    if isinstance(node, ast.FieldValue):
        yield (node.form, node.field, node.which), node.domain or ()
        return
    compared = [pair for value, other in _sides(node) if (pair := _compared_with(value, other)) is not None]
    yield from compared
    for part in () if compared else node.parts():
        yield from _named(part)


def _compared_with(value: ast.Node, other: ast.Node) -> tuple[Letter, Collection[str]] | None:
    if not isinstance(value, ast.Constant):
        return None
    if isinstance(other, ast.FieldValue):
        return (other.form, other.field, other.which), _values(value)
    if isinstance(other, ast.Size) and isinstance(other.operand, ast.FieldValue) and value.value == 0:
        return (other.operand.form, other.operand.field, other.operand.which), ()  # empty or not: any box will do
    return None


def _sides(node: ast.Node) -> tuple[tuple[ast.Node, ast.Node], ...]:
    return ((node.left, node.right), (node.right, node.left)) if isinstance(node, ast.Comparison) else ()


def _values(constant: ast.Constant) -> set[str]:
    return set(constant.value) if isinstance(constant.value, frozenset) else {str(constant.value)}


def _numbers(node: ast.Node) -> Iterator[tuple[ast.Node, int]]:
    """What is compared with a written-down number."""
    for value, other in _sides(node):
        if isinstance(value, ast.Constant) and isinstance(value.value, int):
            yield other, value.value


def _counts(nodes: Iterable[ast.Node]) -> dict[str, int]:
    """How far each count matters: one more than any number it is compared with."""
    most: dict[str, int] = {}
    for other, number in (pair for node in nodes for pair in _numbers(node)):
        if isinstance(other, ast.Count):
            most[other.key] = max(number + 1, most.get(other.key, 1))
    return most


def _days(nodes: Iterable[ast.Node]) -> dict[str, dict[str, tuple[int, ...]]]:
    """Dates on both sides of each number of days that a condition compares a date field with."""
    worth: dict[str, dict[str, tuple[int, ...]]] = {}
    for other, number in (pair for node in nodes for pair in _numbers(node)):
        if isinstance(other, ast.DaysGiven):
            fields = worth.setdefault(other.form, {})
            around = {*fields.get(other.field, ()), *range(max(0, number - 1), number + 2)}
            fields[other.field] = tuple(sorted(around))
    return worth


def _named_marks(guards: Iterable[ast.Node], kind: type[Seen]) -> dict[str, dict[str, tuple[str, ...]]]:
    named: dict[str, dict[str, set[str]]] = {}
    for value, other in (pair for node in _nodes(guards) for pair in _sides(node)):
        if isinstance(value, ast.Constant) and isinstance(other, kind):
            named.setdefault(other.checklist, {}).setdefault(other.item, set()).update(_values(value))
    return {
        checklist: {item: tuple(sorted(values)) for item, values in items.items()} for checklist, items in named.items()
    }


def _longest_waits(nodes: Iterable[ast.Node]) -> dict[str, int]:
    waits: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.ElapsedDays) and node.since is not None:
            waits[node.since] = max(node.days, waits.get(node.since, 0))
        elif isinstance(node, ast.Within):
            waits[node.earlier] = max(node.days + 1, waits.get(node.earlier, 0))
    return waits
