"""Proof at author time: what can be reached, by breadth-first search over the control variables.

Only what a guard reads tells two states apart: variables, events fired, keys and form fields that a
guard names, and how far each statutory clock and the day have come. States that agree in these are
one; the first one found stands for all, so everything reported as reached has a real action
sequence behind it. Evidence rules are no guards and do not widen the search. Dead ends need no
search: waiting and handing in are always possible, and the last ending always holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from assessments.domain.casework import expressions as ast
from assessments.domain.casework.clock import Period
from assessments.domain.casework.reducer import apply, initial_state
from assessments.domain.casework.scenario import Case, Deed, Effect, FieldKind, Form, FormField, Scenario
from assessments.domain.casework.state import Action, State

MOST_STATES = 200_000  # control states; beyond this a guard reads too much


@dataclass(frozen=True, slots=True)
class Exploration:
    """What the search saw; `complete` is false when it stopped at the budget."""

    states: int
    edges: int
    complete: bool
    reached: Mapping[str, tuple[Action, ...]]  # journal keys, documents and endings, each with a shortest run


@dataclass(frozen=True, slots=True)
class Controls:
    """What the guards of a case read; `choices` is what to try, the rest what tells states apart."""

    choices: Mapping[str, Mapping[str, tuple[str, ...]]]  # form → field → values that a guard names
    fields: Mapping[tuple[str, str, ast.Which], tuple[str, ...]]  # letters that a later guard reads
    variables: tuple[str, ...]
    keys: tuple[str, ...]
    timed: Mapping[str, int]  # key → the most working days since it that a guard asks for
    clocks: Mapping[str, Period]
    facts: tuple[str, ...]
    events: tuple[str, ...]  # those that change what can happen; the rest only tell of it
    told: frozenset[str]  # keys that only a telling event reads: tried, but no part of the state


@dataclass(slots=True)
class _Search:
    reached: dict[str, tuple[Action, ...]] = field(default_factory=dict)
    edges: int = 0


def unreachable(case: Case, exploration: Exploration) -> tuple[str, ...]:
    """Names of acts, events, documents and endings that no run arrives at; registries are always open."""
    wanted = [f"open.{name}" for name in case.documents]
    wanted += [f"submit.{name}" for name in case.forms]
    wanted += [f"do.{name}" for name in case.deeds]
    wanted += [f"event.{event.id}" for event in case.events]
    wanted += [f"ending.{name}" for name in case.endings]
    return tuple(name for name in wanted if name not in exploration.reached)


def explore(scenario: Scenario, variant: str, *, budget: int = MOST_STATES) -> Exploration:
    """Walk every control state of a variant, nearest first."""
    case = scenario.case(variant)
    controls = read_controls(case)
    start = initial_state(scenario, variant)
    queue: deque[tuple[State, tuple[Action, ...]]] = deque([(start, ())])
    seen = {control_key(case, controls, start)}
    search = _Search()
    while queue and len(seen) <= budget:
        state, path = queue.popleft()
        _note(search, case, state, path)
        if state.ending is not None:
            continue
        for action in moves(case, controls, state):
            search.edges += 1
            after, _ = apply(scenario, variant, state, action)
            key = control_key(case, controls, after)
            if key not in seen:
                seen.add(key)
                queue.append((after, (*path, action)))
            else:
                _note(search, case, after, (*path, action))
    return Exploration(len(seen), search.edges, not queue, search.reached)


def _note(search: _Search, case: Case, state: State, path: tuple[Action, ...]) -> None:
    """Keep the shortest way to each thing, also to those that the search has no need to try."""
    for key in state.first:
        search.reached.setdefault(key, path)
    if state.ending is not None:
        search.reached.setdefault(f"ending.{state.ending}", path)
        return
    for document in case.documents.values():
        if f"open.{document.id}" not in search.reached and document.when.evaluate(state):
            search.reached[f"open.{document.id}"] = (*path, {"type": "open", "document": document.id})
    for deed in case.deeds.values():
        if f"do.{deed.id}" not in search.reached and deed.when.evaluate(state):
            search.reached[f"do.{deed.id}"] = (*path, {"type": "do", "action": deed.id})


def read_controls(case: Case) -> Controls:
    """Collect what the guards read; texts, points and rules are left out."""
    events = tuple(event for event in case.events if any(map(_changes, event.effects)))
    lasting = [*_lasting_guards(case), *(event.when for event in events)]
    nodes = [part for guard in lasting for part in ast.walk(guard)]
    passing = [node for holder in _holders(case) for effect in holder.effects for node in _read_by(effect)]
    tried = [*lasting, *passing, *(event.when for event in case.events)]
    choices: dict[str, dict[str, tuple[str, ...]]] = {}
    for (form, name, _), values in _letters(tried).items():
        choices.setdefault(form, {})[name] = tuple(sorted({*values, *choices.get(form, {}).get(name, ())}))
    read = [part for guard in [*lasting, *passing] for part in ast.walk(guard)]
    return Controls(
        choices=choices,
        fields=_letters(lasting),
        variables=tuple(sorted({node.name for node in read if isinstance(node, ast.Variable)})),
        keys=tuple(sorted({key for node in nodes if not isinstance(node, _TOLD_APART) for key in node.reads()})),
        timed=_longest_waits(nodes),
        clocks={node.clock: case.clocks[node.clock].period for node in read if isinstance(node, ast.Expired)},
        facts=tuple(sorted({node.fact for node in read if isinstance(node, ast.Known)})),
        events=tuple(event.id for event in events),
        told=frozenset(key for event in case.events for key in ast.keys_of(event.when)),
    )


# Nodes whose part of a state the search keeps in another form than "has this key appeared".
_TOLD_APART = (ast.FieldValue, ast.ElapsedDays)


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


def _letters(guards: Iterable[ast.Node]) -> dict[tuple[str, str, ast.Which], tuple[str, ...]]:
    """The form fields that guards read, with the values they name."""
    found: dict[tuple[str, str, ast.Which], set[str]] = {}
    for node in (part for guard in guards for part in ast.walk(guard)):
        if isinstance(node, ast.FieldValue):
            found.setdefault((node.form, node.field, node.which), set())
        if isinstance(node, ast.Comparison):
            for value, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(value, ast.Constant) and isinstance(other, ast.FieldValue):
                    named = value.value if isinstance(value.value, frozenset) else {str(value.value)}
                    found.setdefault((other.form, other.field, other.which), set()).update(named)
    return {letter: tuple(sorted(named)) for letter, named in found.items()}


def _longest_waits(nodes: Iterable[ast.Node]) -> dict[str, int]:
    waits: dict[str, int] = {}
    for node in nodes:
        if isinstance(node, ast.ElapsedDays) and node.since is not None:
            waits[node.since] = max(node.days, waits.get(node.since, 0))
        elif isinstance(node, ast.Within):
            waits[node.earlier] = max(node.days + 1, waits.get(node.earlier, 0))
    return waits


def control_key(case: Case, controls: Controls, state: State) -> Hashable:
    """All of a state that decides what can happen next."""
    return (
        state.day,
        sum(event.times_due(state.minute) for event in case.events),
        state.ending,
        tuple(state.variables[name] for name in controls.variables),
        tuple(f"event.{event}" in state.first for event in controls.events),
        tuple(key in state.first for key in controls.keys),
        tuple(_days_since(state, key, most) for key, most in controls.timed.items()),
        tuple(_clock_run(state, clock, period) for clock, period in controls.clocks.items()),
        tuple(fact in state.facts for fact in controls.facts),
        tuple(_field(state, *letter, named=named) for letter, named in controls.fields.items()),
    )


def _days_since(state: State, key: str, most: int) -> int:
    """Working days since a key first appeared, as far as a guard can tell them apart."""
    moment = state.first.get(key)
    return ast.NEVER if moment is None else min(most, state.day - moment.minute // state.day_minutes)


def _clock_run(state: State, clock: str, period: Period) -> Hashable:
    run = state.clocks.get(clock)
    if run is None:
        return None
    elapsed = run.elapsed(period.now(state.minute))
    return min(elapsed, period.allowed + 1), run.paused is None, run.stopped is None


def _field(state: State, form: str, name: str, which: ast.Which, *, named: tuple[str, ...]) -> Hashable:
    """A field of a letter, seen only as far as a guard looks."""
    letter = ast.pick(state, form, which)
    value = None if letter is None else letter.values.get(name)
    if not isinstance(value, frozenset):
        return value
    return frozenset(named) & value, bool(value - frozenset(named))


def moves(case: Case, controls: Controls, state: State) -> Iterator[Action]:
    """One action for each way to go on that a guard could tell apart."""
    for document in case.documents.values():
        matters = f"open.{document.id}" in controls.keys or bool(document.facts & set(controls.facts))
        if matters and f"open.{document.id}" not in state.first and document.when.evaluate(state):
            yield {"type": "open", "document": document.id}
    for tool in case.tools.values():
        facts = {fact for answer in tool.answers for fact in answer.facts}
        if f"look_up.{tool.id}" in controls.keys or facts & set(controls.facts):
            purpose, basis = tool.purposes[0].id, tool.bases[0].id
            yield {"type": "look_up", "tool": tool.id, "purpose": purpose, "basis": basis}
    for form in case.forms.values():
        if form.when.evaluate(state):
            for payload in _payloads(form, controls.choices.get(form.id, {}), case, state):
                yield {"type": "submit", "form": form.id, "payload": payload}
    for deed in case.deeds.values():
        matters = bool(deed.effects) or f"do.{deed.id}" in {*controls.keys, *controls.told}
        if matters and deed.when.evaluate(state):
            yield {"type": "do", "action": deed.id}
    yield from ({"type": "wait", "until": until} for until in case.waits)
    yield {"type": "finish"}


def _payloads(
    form: Form, named: Mapping[str, tuple[str, ...]], case: Case, state: State
) -> Iterator[dict[str, object]]:
    today = case.hours.date_of(state.day).isoformat()
    payloads: list[dict[str, object]] = [{}]
    for form_field in form.fields:
        values = list(_values(form_field, named.get(form_field.id), today))
        payloads = [{**payload, form_field.id: value} for payload in payloads for value in values]
    yield from payloads


def _values(form_field: FormField, named: tuple[str, ...] | None, today: str) -> Iterator[object]:
    """One value for a field no guard reads; else one for each case the guards tell apart."""
    options = [option.id for option in form_field.options]
    if form_field.kind is FieldKind.DATE:
        yield today
    elif form_field.kind is FieldKind.TEXT:
        yield "…"
    elif form_field.kind is FieldKind.CHOICE:
        yield from options if named is not None else options[:1]
    elif named is None:
        yield []
    else:
        others = [option for option in options if option not in named][:1]
        pool = [*named, *others]
        yield from (list(chosen) for size in range(len(pool) + 1) for chosen in combinations(pool, size))
