"""Reads a condition, written as nested lists, into a typed tree; says what is wrong when it cannot.

    [and, [done, submit.notice], [not, [in, lease_copy, [payload, notice, items]]]]

Operators: and or not == in subset at_most (<=) at_least (>=) known done count before within
elapsed_wd expired payload first_payload size days_given mark source set, and of whole numbers plus
minus times over least most table sum. A bare word is a variable if one has that name, else a symbol;
numbers and true/false are themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from assessments.domain.casework import expressions as ast
from assessments.domain.casework.arithmetic import Arithmetic, SumOver, Table, TableValue
from assessments.domain.casework.clock import Period
from assessments.domain.casework.expressions import Kind, Node
from assessments.domain.casework.state import Which

# YAML reads a bare >= as the start of a folded text, so both have a name in words.
_SPELLINGS = {"at_most": "<=", "at_least": ">="}
_NUMERIC = frozenset({"<=", ">="})


class GrammarError(ValueError):
    """A condition that does not make sense; the desk puts the code into words for the author."""

    def __init__(self, code: str, **detail: object) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class FieldType:
    kind: Kind
    options: frozenset[str] | None = None
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Everything a condition may speak of."""

    variables: Mapping[str, FieldType]
    facts: frozenset[str]
    keys: frozenset[str]
    clocks: Mapping[str, Period]
    forms: Mapping[str, Mapping[str, FieldType]]
    checklists: Mapping[str, Mapping[str, frozenset[str]]]
    sources: frozenset[str] = field(default_factory=frozenset)
    tables: Mapping[str, Table] = field(default_factory=dict)


def parse(raw: object, names: Names) -> Node:
    """The condition `raw` stands for; always of kind yes-or-no."""
    node = _node(raw, names)
    if node.kind is not Kind.BOOL:
        raise GrammarError("not_yes_or_no", given=raw)
    return node


def parse_number(raw: object, names: Names) -> Node:
    """The whole number that `raw` works out."""
    node = _node(raw, names)
    if node.kind is not Kind.INT:
        raise GrammarError("not_number", given=raw)
    return node


def _node(raw: object, names: Names) -> Node:
    if isinstance(raw, bool):
        return ast.Constant(Kind.BOOL, None, raw)
    if isinstance(raw, int):
        return ast.Constant(Kind.INT, None, raw)
    if isinstance(raw, str):
        declared = names.variables.get(raw)
        if declared is not None:
            return ast.Variable(declared.kind, declared.options, raw)
        return ast.Constant(Kind.SYMBOL, None, raw)
    if not isinstance(raw, Sequence) or not raw or not isinstance(raw[0], str):
        raise GrammarError("not_condition", given=raw)
    build = _OPERATORS.get(raw[0])
    if build is None:
        raise GrammarError("unknown_operator", name=raw[0], near=_near(raw[0], _OPERATORS))
    return build(raw[0], list(raw[1:]), names)


def _near(word: str, known: Collection[str]) -> str:
    return ", ".join(get_close_matches(word, sorted(known), n=3))


def _kinds(left: Kind, right: Kind) -> str:
    return f"{left.name.lower()} {right.name.lower()}"


def _look_up(word: object, known: Collection[str], what: str) -> str:
    if not isinstance(word, str) or word not in known:
        raise GrammarError(f"unknown_{what}", name=word, near=_near(str(word), known))
    return word


def _expect(operator: str, arguments: list[object], counts: Collection[int]) -> None:
    if len(arguments) not in counts:
        wanted = " / ".join(str(count) for count in sorted(counts))
        raise GrammarError("arguments", name=operator, wanted=wanted, given=len(arguments))


def _number(raw: object, operator: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise GrammarError("not_a_count", name=operator, given=raw)
    return raw


def _logic(operator: str, arguments: list[object], names: Names) -> Node:
    if not arguments:
        raise GrammarError("no_condition", name=operator)
    operands = tuple(parse(argument, names) for argument in arguments)
    return (ast.Every if operator == "and" else ast.Either)(Kind.BOOL, None, operands)


def _negation(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    return ast.Negation(Kind.BOOL, None, parse(arguments[0], names))


def _comparison(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    operator = _SPELLINGS.get(operator, operator)
    left, right = (_node(argument, names) for argument in arguments)
    wanted = {"in": (Kind.SYMBOL, Kind.SET), "subset": (Kind.SET, Kind.SET)}.get(operator)
    if wanted is None:
        wanted = (Kind.INT, Kind.INT) if operator in _NUMERIC else (left.kind, left.kind)
    if (left.kind, right.kind) != wanted:
        raise GrammarError("kinds", name=operator, wanted=_kinds(*wanted), given=_kinds(left.kind, right.kind))
    _check_values(left, right)
    _check_values(right, left)
    return ast.Comparison(Kind.BOOL, None, operator, left, right)


def _check_values(node: Node, other: Node) -> None:
    """A written-down value must be one that the other side can hold."""
    if not isinstance(node, ast.Constant) or other.domain is None:
        return
    values = node.value if isinstance(node.value, frozenset) else {node.value}
    for value in sorted(str(value) for value in values):
        _look_up(value, other.domain, "value")


def _literal_set(operator: str, arguments: list[object], names: Names) -> Node:
    if not all(isinstance(argument, str) for argument in arguments):
        raise GrammarError("set_of_words")
    return ast.Constant(Kind.SET, None, frozenset(str(argument) for argument in arguments))


def _known(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    return ast.Known(Kind.BOOL, None, _look_up(arguments[0], names.facts, "fact"))


def _key(raw: object, names: Names) -> str:
    return _look_up(raw, names.keys, "key")


def _done(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    return ast.Done(Kind.BOOL, None, _key(arguments[0], names))


def _count(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    return ast.Count(Kind.INT, None, _key(arguments[0], names))


def _before(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    return ast.Before(Kind.BOOL, None, _key(arguments[0], names), _key(arguments[1], names))


def _within(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [3])
    earlier, later = (_key(argument, names) for argument in arguments[:2])
    return ast.Within(Kind.BOOL, None, earlier, later, _number(arguments[2], operator))


def _elapsed(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1, 2])
    since = _key(arguments[1], names) if len(arguments) > 1 else None
    return ast.ElapsedDays(Kind.BOOL, None, _number(arguments[0], operator), since)


def _expired(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    clock = _look_up(arguments[0], names.clocks, "clock")
    return ast.Expired(Kind.BOOL, None, clock, names.clocks[clock])


def _field(arguments: list[object], names: Names) -> tuple[str, str, FieldType]:
    form = _look_up(arguments[0], names.forms, "form")
    field_id = _look_up(arguments[1], names.forms[form], "field")
    return form, field_id, names.forms[form][field_id]


def _payload(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    form, field_id, spec = _field(arguments, names)
    if spec.options is None:
        raise GrammarError("free_field", name=f"{form}.{field_id}")
    which = Which.FIRST if operator == "first_payload" else Which.LATEST
    return ast.FieldValue(spec.kind, spec.options, form, field_id, which)


def _days_given(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    form, field_id, spec = _field(arguments, names)
    if not spec.is_date:
        raise GrammarError("not_a_date_field", name=f"{form}.{field_id}")
    return ast.DaysGiven(Kind.INT, None, form, field_id)


def _size(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [1])
    inner = _node(arguments[0], names)
    if inner.kind is not Kind.SET:
        raise GrammarError("size_of_set")
    return ast.Size(Kind.INT, None, inner)


def _finding(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    checklist = _look_up(arguments[0], names.checklists, "checklist")
    items = names.checklists[checklist]
    item = _look_up(arguments[1], items, "item")
    if operator == "source":
        return ast.FindingSource(Kind.SYMBOL, names.sources, checklist, item)
    return ast.Finding(Kind.SYMBOL, items[item], checklist, item)


def _arithmetic(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2] if operator in ("minus", "over") else range(2, 21))
    operands = tuple(parse_number(argument, names) for argument in arguments)
    if operator == "over" and not (isinstance(arguments[1], int) and arguments[1] > 0):
        raise GrammarError("not_a_divisor", given=arguments[1])
    return Arithmetic(Kind.INT, None, operator, operands)


def _table(operator: str, arguments: list[object], names: Names) -> Node:
    table = names.tables[_look_up(arguments[0] if arguments else None, names.tables, "table")]
    _expect(operator, arguments, [table.depth + 1])
    operands = tuple(_node(argument, names) for argument in arguments[1:])
    level: object = table
    for operand in operands:
        if isinstance(level, Table):
            _check_axis(level, operand, str(arguments[0]))
            level = level.otherwise if isinstance(level.otherwise, Table) else _first(level)
    return TableValue(Kind.INT, None, table, operands)


def _first(table: Table) -> object:
    """Any branch: all of them have the same axes below."""
    return next(iter((*table.by_step, *table.by_word.values(), table.otherwise)))


def _sum(operator: str, arguments: list[object], names: Names) -> Node:
    _expect(operator, arguments, [2])
    table = names.tables[_look_up(arguments[0], names.tables, "table")]
    operand = _node(arguments[1], names)
    if table.depth != 1 or table.is_by_number or operand.kind is not Kind.SET:
        raise GrammarError("sum_of_set", name=arguments[0])
    return SumOver(Kind.INT, None, table, operand)


def _check_axis(table: Table, operand: Node, name: str) -> None:
    if table.is_by_number and operand.kind is not Kind.INT:
        raise GrammarError("axis_number", name=name)
    if not table.is_by_number and operand.kind not in (Kind.SYMBOL, Kind.BOOL):
        raise GrammarError("axis_word", name=name)


_OPERATORS: Mapping[str, Callable[[str, list[object], Names], Node]] = {
    "and": _logic,
    "or": _logic,
    "not": _negation,
    "==": _comparison,
    "in": _comparison,
    "subset": _comparison,
    "<=": _comparison,
    ">=": _comparison,
    "at_most": _comparison,
    "at_least": _comparison,
    "set": _literal_set,
    "known": _known,
    "done": _done,
    "count": _count,
    "before": _before,
    "within": _within,
    "elapsed_wd": _elapsed,
    "expired": _expired,
    "payload": _payload,
    "first_payload": _payload,
    "days_given": _days_given,
    "size": _size,
    "mark": _finding,
    "source": _finding,
    **dict.fromkeys(("plus", "minus", "times", "over", "least", "most"), _arithmetic),
    "table": _table,
    "sum": _sum,
}
