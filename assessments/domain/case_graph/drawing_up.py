"""A case as an author pictures it: situations that a few variables tell apart, how one leads to another, endings.

The search follows the scripted runs, one that only waits and some that wander, and then goes on wherever it has been
least, as the variables tell: a bounded number of steps sees every situation rather than all ways to the first of them.
What it reaches has a real run behind it; what it does not reach may still be reachable, unless `is_complete`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from ..case_proof.bots import silent_log
from ..case_proof.controls import Controls, read_controls
from ..case_proof.moves import moves
from ..casework.errors import ActionRefused
from ..casework.reducer import apply, initial_state
from ..casework.scenario import Case, Scenario
from ..casework.state import Action, State
from .situations import Graph, Passage, Path, Situation

MOST_STEPS = 9_000  # acts tried; one to two seconds of a core
WALKS, LONGEST_WALK, SEED = 100, 30, 1  # those that wander; the same in every drawing of the same text


@dataclass(slots=True)
class _Search:
    scenario: Scenario
    variant: str
    variables: tuple[str, ...]
    controls: Controls
    runs: dict[tuple[object, ...], Path] = field(default_factory=dict)
    causes: dict[tuple[tuple[object, ...], tuple[object, ...]], Counter[str]] = field(default_factory=dict)
    waiting: dict[tuple[object, ...], deque[tuple[State, Path]]] = field(default_factory=dict)
    seen: set[Hashable] = field(default_factory=set)
    steps: int = 0

    def key(self, state: State) -> tuple[object, ...]:
        if state.ending is not None:
            return (state.ending,)
        return tuple(_said(state.variables[name]) for name in self.variables)

    def meet(self, state: State, path: Path) -> None:
        """Note the way here if it is the shortest, and go on from here if nobody has."""
        key = self.key(state)
        if key not in self.runs or len(path) < len(self.runs[key]):
            self.runs[key] = path
        control = self.controls.key(state)
        if state.ending is None and control not in self.seen:
            self.seen.add(control)
            self.waiting.setdefault(tuple(state.variables.values()), deque()).append((state, path))

    def step(self, state: State, path: Path, action: Action) -> State:
        self.steps += 1
        after, _ = apply(self.scenario, self.variant, state, action)
        before, now = self.key(state), self.key(after)
        if before != now:
            self.causes.setdefault((before, now), Counter()).update(_causes(state, after, action))
        self.meet(after, (*path, action))
        return after


def draw_up(scenario: Scenario, variant: str, *, by: Sequence[str], most_steps: int = MOST_STEPS) -> Graph:
    case = scenario.case(variant)
    search = _Search(scenario, variant, tuple(by), read_controls(case))
    start = initial_state(scenario, variant)
    search.meet(start, ())
    for golden in case.goldens.values():
        _follow(search, start, golden.play)
    _follow(search, start, tuple(silent_log(case)))
    _wander(search, case, start)
    is_complete = _spread(search, case, most_steps)
    return _graph(search, case, search.key(start), is_complete)


def _follow(search: _Search, state: State, play: Path) -> None:
    path: Path = ()
    for action in play:
        try:
            state = search.step(state, path, action)
        except ActionRefused:
            return
        path = (*path, action)


def _wander(search: _Search, case: Case, start: State) -> None:
    rng = Random(SEED)  # noqa: S311 - nothing is kept secret by it
    for _walk in range(WALKS):
        state: State = start
        path: Path = ()
        while state.ending is None and len(path) < LONGEST_WALK:
            action = rng.choice([one for one in moves(case, search.controls, state) if one["type"] != "finish"])
            state = search.step(state, path, action)
            path = (*path, action)


def _spread(search: _Search, case: Case, most_steps: int) -> bool:
    """One state of each setting of the variables in turn, until none is left or the steps are used up."""
    while any(search.waiting.values()):
        for key in list(search.waiting):
            if not search.waiting[key]:
                continue
            state, path = search.waiting[key].popleft()
            for action in moves(case, search.controls, state):
                search.step(state, path, action)
            if search.steps >= most_steps:
                return False
    return True


def _graph(search: _Search, case: Case, start: tuple[object, ...], is_complete: bool) -> Graph:
    met = sorted(
        (key for key in search.runs if len(key) == len(search.variables) and not _is_ending(key, case)), key=str
    )
    met.sort(key=lambda key: (key != start, len(search.runs[key])))
    situations = [Situation(tuple(map(str, key)), None, search.runs[key]) for key in met]
    situations += [Situation((), ending, search.runs.get((ending,))) for ending in case.endings]
    places = {situation.key: place for place, situation in enumerate(situations)}
    passages = [
        Passage(places[source], places[target], tuple(cause for cause, _count in causes.most_common()))
        for (source, target), causes in search.causes.items()
    ]
    return Graph(search.variables, tuple(situations), tuple(passages), search.steps, is_complete)


def _is_ending(key: tuple[object, ...], case: Case) -> bool:
    return len(key) == 1 and key[0] in case.endings


def _causes(before: State, after: State, action: Action) -> Iterable[str]:
    """The events that came of an act; without any, the act."""
    fired = [entry.key for entry in after.journal[len(before.journal) :] if entry.key.startswith("event.")]
    return fired if fired and action["type"] == "wait" else [act_key(action)]


def act_key(action: Mapping[str, object]) -> str:
    names = {"open": "document", "look_up": "tool", "check": "checklist", "submit": "form", "do": "action"}
    kind = str(action["type"])
    return f"{kind}.{action[names[kind]]}" if kind in names else kind


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
