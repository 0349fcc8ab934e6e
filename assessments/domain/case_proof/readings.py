"""The parts of a state that conditions can tell apart, each as a function of the state."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ..casework import expressions as ast
from ..casework.clock import Period
from ..casework.scenario import Event
from ..casework.state import State, Which, pick

Letter = tuple[str, str, Which]


def events_due(events: Sequence[Event], state: State) -> int:
    return sum(event.times_due(state.minute) for event in events)


def variable(name: str, state: State) -> Hashable:
    return state.variables[name]


def has_happened(key: str, state: State) -> bool:
    return key in state.first


def count(key: str, most: int, state: State) -> int:
    return min(most, state.counts.get(key, 0))


def is_known(fact: str, state: State) -> bool:
    return fact in state.facts


def days_since(key: str, most: int, state: State) -> int:
    """Working days since a key first appeared, as far as a guard can tell them apart."""
    moment = state.first.get(key)
    return ast.NEVER if moment is None else min(most, state.day - moment.minute // state.day_minutes)


def clock_run(clock: str, period: Period, state: State) -> Hashable:
    run = state.clocks.get(clock)
    if run is None:
        return None
    elapsed = run.elapsed(period.now(state.minute))
    return min(elapsed, period.allowed + 1), run.paused is None, run.stopped is None


def field(letter: Letter, named: tuple[str, ...], state: State) -> Hashable:
    """A field of a letter, seen only as far as a guard looks."""
    sent = pick(state, letter[0], letter[2])
    value = None if sent is None else sent.values.get(letter[1])
    if not isinstance(value, frozenset):
        return value
    return frozenset(named) & value, bool(value - frozenset(named))
