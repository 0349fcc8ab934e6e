"""What a search tries: one act for each way to go on that a condition could tell apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, product

from ..casework.reducer import seen_sources
from ..casework.scenario import Case, Checklist, FieldKind, Form, FormField, Tool
from ..casework.state import Action, State
from .bots import FREE_TEXT
from .controls import Controls

MOST_MARKINGS = 64  # fillings of one checklist; with more, items are marked one at a time
MOST_PAYLOADS = 512  # of one form; with more, the fields of what a golden sends are varied one at a time


def moves(case: Case, controls: Controls, state: State, *, wanted: Collection[str] = ()) -> Iterator[Action]:
    """`wanted` names acts to try although no condition reads them."""
    looked_for = controls.keys | set(wanted)
    yield from _readings(case, controls, state, looked_for)
    yield from _writings(case, controls, state, looked_for)
    yield from ({"type": "wait", "until": until} for until in case.waits)
    yield {"type": "finish"}


def _readings(case: Case, controls: Controls, state: State, looked_for: Collection[str]) -> Iterator[Action]:
    for document in case.documents.values():
        matters = f"open.{document.id}" in looked_for or bool(document.facts & controls.facts)
        if matters and f"open.{document.id}" not in state.first and document.when.evaluate(state):
            yield {"type": "open", "document": document.id}
    for tool in case.tools.values():
        yield from _look_ups(tool, controls, looked_for)


def _writings(case: Case, controls: Controls, state: State, looked_for: Collection[str]) -> Iterator[Action]:
    for checklist in case.checklists.values():
        if f"check.{checklist.id}" in looked_for:
            yield from _checks(checklist, controls, state)
    for form in case.forms.values():
        if form.when.evaluate(state):
            for payload in _payloads(form, controls, case, state):
                yield {"type": "submit", "form": form.id, "payload": payload}
    for deed in case.deeds.values():
        matters = bool(deed.effects) or f"do.{deed.id}" in looked_for
        if matters and deed.when.evaluate(state):
            yield {"type": "do", "action": deed.id}


def _look_ups(tool: Tool, controls: Controls, looked_for: Collection[str]) -> Iterator[Action]:
    """With the first proper reason, and where a condition minds, with an improper one."""
    facts = {fact for answer in tool.answers for fact in answer.facts}
    purposes = sorted((choice.id for choice in tool.purposes), key=lambda one: one not in tool.proper_purposes)
    bases = sorted((choice.id for choice in tool.bases), key=lambda one: one not in tool.proper_bases)
    if {"look_up", f"look_up.{tool.id}"} & set(looked_for) or facts & controls.facts:
        yield {"type": "look_up", "tool": tool.id, "purpose": purposes[0], "basis": bases[0]}
    if {"improper_look_up", f"improper_look_up.{tool.id}"} & set(looked_for):
        yield {"type": "look_up", "tool": tool.id, "purpose": purposes[-1], "basis": bases[-1]}


def _checks(checklist: Checklist, controls: Controls, state: State) -> Iterator[Action]:
    """Each named item with each named finding and one other, citing what is wanted, if seen, or nothing."""
    named = controls.marks.get(checklist.id, {})
    cited = controls.sources.get(checklist.id, {})
    seen = seen_sources(state)
    options: dict[str, list[object]] = {}
    for item in checklist.items:
        if item.id in named or item.id in cited:
            values = [*named.get(item.id, ())]
            values += [value.id for value in checklist.values if value.id not in values][:1]
            sources = [None, *(source for source in cited.get(item.id, ()) if source in seen)]
            options[item.id] = [{"value": value, "source": source} for value in values for source in sources]
    for marks in _fillings(options):
        yield {"type": "check", "checklist": checklist.id, "marks": marks}


def _fillings(options: Mapping[str, list[object]]) -> Iterator[dict[str, object]]:
    size = 1
    for one in options.values():
        size *= len(one)
    if size <= MOST_MARKINGS:
        yield from (dict(zip(options, chosen, strict=True)) for chosen in product(*options.values()))
        return
    # A later check replaces only what it names, so single marks lead everywhere, if in more steps.
    yield from ({item: mark} for item, marks in options.items() for mark in marks)


def _payloads(form: Form, controls: Controls, case: Case, state: State) -> Iterator[dict[str, object]]:
    values = {field.id: [*_values(form, field, controls, case, day=state.day)] for field in form.fields}
    if is_tried_whole(form, controls):
        yield from (dict(zip(values, chosen, strict=True)) for chosen in product(*values.values()))
        return
    sent = [
        action.get("payload")
        for golden in case.goldens.values()
        for action in golden.play
        if action.get("form") == form.id
    ]
    bases = [{name: options[0] for name, options in values.items()}]
    bases += [{**bases[0], **payload} for payload in sent if isinstance(payload, Mapping)]
    for base in bases:
        yield base
        yield from ({**base, name: value} for name, options in values.items() for value in options)


def is_tried_whole(form: Form, controls: Controls) -> bool:
    """Whether every combination that conditions tell apart is tried; else a search of this form proves no absence."""
    named = controls.choices.get(form.id, {})
    ways = 1
    for field in form.fields:
        if field.kind is FieldKind.CHOICE and field.id in named:
            ways *= len(field.options)
        elif field.kind is FieldKind.MULTI and field.id in named:
            ways *= 2 ** min(len(field.options), len(named[field.id]) + 1)
        elif field.kind is FieldKind.DATE:
            ways *= len(controls.days.get(form.id, {}).get(field.id, (0,)))
    return ways <= MOST_PAYLOADS


def _values(form: Form, field: FormField, controls: Controls, case: Case, *, day: int) -> Iterator[object]:
    """One value for a field no condition reads; else one for each case that conditions tell apart."""
    named = controls.choices.get(form.id, {}).get(field.id)
    options = [option.id for option in field.options]
    if field.kind is FieldKind.DATE:
        ahead = controls.days.get(form.id, {}).get(field.id, (0,))
        yield from (case.hours.date_of(day + days).isoformat() for days in ahead)
    elif field.kind is FieldKind.TEXT:
        yield FREE_TEXT
    elif field.kind is FieldKind.CHOICE:
        yield from options if named is not None else options[:1]
    elif named is None:
        yield []
    else:
        yield from _boxes(named, [option for option in options if option not in named][:1])


def _boxes(named: Sequence[str], others: Sequence[str]) -> Iterator[list[str]]:
    """Every way to tick what conditions name, with and without one box that none names."""
    pool = [*named, *others]
    yield from (list(chosen) for size in range(len(pool) + 1) for chosen in combinations(pool, size))
