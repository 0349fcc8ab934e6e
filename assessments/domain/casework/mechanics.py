"""How the world moves: journal, effects, events, endings and the passing of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from assessments.domain.casework.arithmetic import number
from assessments.domain.casework.clock import ClockRun
from assessments.domain.casework.scenario import Case, Effect, Ending, Event, VariableSpec
from assessments.domain.casework.state import Delivery, Entry, Moment, State, Value


def begin(case: Case) -> State:
    """The desk as it stands when the officer sits down."""
    state = State(
        minute=0,
        day_minutes=case.hours.day_minutes,
        steps=0,
        variables={spec.id: spec.initial for spec in case.variables.values()},
        facts=frozenset(),
        journal=(),
        first={},
        counts={},
        submissions={},
        marks={},
        look_ups=(),
        inbox=(),
        clocks={clock.id: ClockRun(clock.period.now(0)) for clock in case.clocks.values() if clock.starts_at_once},
        ending=None,
    )
    numbers = read_numbers(case, state.variables)
    return settle(case, state.changed(inbox=tuple(Delivery(0, message, numbers) for message in case.at_start)))


def read_numbers(case: Case, variables: Mapping[str, Value]) -> dict[str, int]:
    """What a text that is written now may tell of the world's numbers."""
    return {name: number(variables[name]) for name in case.numbers}


def record(state: State, *keys: str) -> State:
    """Write keys into the journal at the present minute."""
    first, counts = dict(state.first), dict(state.counts)
    for place, key in enumerate(keys, start=len(state.journal)):
        first.setdefault(key, Moment(place, state.minute))
        counts[key] = counts.get(key, 0) + 1
    entries = tuple(Entry(state.minute, key) for key in keys)
    return state.changed(journal=state.journal + entries, first=first, counts=counts)


def perform(case: Case, state: State, effects: Iterable[Effect]) -> State:
    """Make each effect in turn; a later one sees what an earlier one did."""
    for effect in effects:
        if effect.when.evaluate(state):
            state = _change(case, state, effect)
    return state


def _change(case: Case, state: State, effect: Effect) -> State:
    variables = dict(state.variables)
    variables.update(effect.assign)
    for name, amount in effect.add:
        variables[name] = _bounded(case.variables[name], number(variables[name]) + amount)
    for name, expression in effect.compute:
        variables[name] = _bounded(case.variables[name], number(expression.evaluate(state)))
    numbers = read_numbers(case, variables)
    arrived = tuple(Delivery(state.minute, message, numbers) for message in effect.send)
    return state.changed(
        variables=variables,
        facts=state.facts | effect.reveal,
        inbox=state.inbox + arrived,
        clocks=_run_clocks(case, state, effect),
    )


def _bounded(spec: VariableSpec, value: int) -> int:
    """Kept within the variable's bounds, so that the state space stays finite."""
    return max(spec.lowest, min(spec.highest, value))


def _run_clocks(case: Case, state: State, effect: Effect) -> Mapping[str, ClockRun]:
    if not (effect.start or effect.pause or effect.resume or effect.stop):
        return state.clocks
    clocks = dict(state.clocks)
    for clock in effect.start:
        clocks.setdefault(clock, ClockRun(_now(case, state, clock)))
    for clock in (clock for clock in effect.pause if clock in clocks):
        clocks[clock] = clocks[clock].pause(_now(case, state, clock))
    for clock in (clock for clock in effect.resume if clock in clocks):
        clocks[clock] = clocks[clock].resume(_now(case, state, clock))
    for clock in (clock for clock in effect.stop if clock in clocks):
        clocks[clock] = clocks[clock].stop(_now(case, state, clock))
    return clocks


def _now(case: Case, state: State, clock: str) -> int:
    return case.clocks[clock].period.now(state.minute)


def settle(case: Case, state: State) -> State:
    """Fire every event that is due, in the author's order, until none is; then look for an ending.

    Each event fires at most once a minute, so this ends after as many rounds as there are events.
    """
    if state.ending is not None:
        return state
    while (event := _next_event(case, state)) is not None:
        state = perform(case, record(state, f"event.{event.id}"), event.effects)
    for ending in case.endings.values():
        if ending.automatic and ending.when.evaluate(state):
            return state.changed(ending=ending.id)
    return state if state.day < case.horizon_days else hand_in(case, state)


def _next_event(case: Case, state: State) -> Event | None:
    for event in case.events:
        if event.minute <= state.minute and _may_fire(event, state) and event.when.evaluate(state):
            return event
    return None


def _may_fire(event: Event, state: State) -> bool:
    """Once, or with `every` once at each of its moments."""
    if not event.every:
        return f"event.{event.id}" not in state.first
    is_moment = (state.minute - event.minute) % event.every == 0
    return is_moment and not any(entry.key == f"event.{event.id}" for entry in _this_minute(state))


def _this_minute(state: State) -> Iterator[Entry]:
    return takewhile(lambda entry: entry.minute == state.minute, reversed(state.journal))


def hand_in(case: Case, state: State) -> State:
    """Close the run with the first ending that holds."""
    return state.changed(ending=first_ending(case, state).id)


def first_ending(case: Case, state: State) -> Ending:
    """The first ending that holds now; the loader sees to it that the last one always does."""
    return next(ending for ending in case.endings.values() if ending.when.evaluate(state))


def pass_time(case: Case, state: State, minutes: int) -> State:
    """Let working minutes pass, stopping at each moment when something may fall due."""
    target = state.minute + minutes
    while state.minute < target and state.ending is None:
        tomorrow = (state.day + 1) * state.day_minutes
        state = settle(case, state.changed(minute=_next_moment(case, state, latest=min(target, tomorrow))))
    return state


def _next_moment(case: Case, state: State, *, latest: int) -> int:
    """When the next event or the end of a clock may fall due, or `latest`."""
    for event in case.events:
        due = event.next_due(state.minute)
        if due is not None and due < latest:
            latest = due
    return min([latest, *_clocks_due(case, state)])


def _clocks_due(case: Case, state: State) -> Iterator[int]:
    """When the clocks that count hours run out; those that count days do so with a day."""
    for clock, run in state.clocks.items():
        minute = case.clocks[clock].period.falls_due(run)
        if minute is not None and minute > state.minute:
            yield minute
