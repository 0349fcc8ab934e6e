"""Breadth-first search over the control states of a variant.

States that agree in what a condition can read are one; the first one found stands for all, so everything reported as
seen has a real run behind it. Dead ends need no search: waiting and handing in are always possible, and the last ending
always holds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TypeAlias

from ..casework import expressions as ast
from ..casework.errors import ActionRefused
from ..casework.mechanics import begin
from ..casework.reducer import states, step
from ..casework.scenario import Case
from ..casework.state import Action, State
from .controls import Controls, read_controls
from .moves import is_tried_whole, moves
from .shrinking import Log
from .sightings import Sightings

MOST_STATES = 200_000  # control states; beyond this a guard reads too much
MOST_ADVICE = 3  # parts of the state that an author is told of
SAMPLE = 20_000  # states that the advice rests on

Key: TypeAlias = tuple[Hashable, ...]
Trail: TypeAlias = "tuple[Trail, Action] | None"  # acts, latest first: a state keeps what it shares with its neighbours


@dataclass(frozen=True, slots=True)
class Bulk:
    """A part of the state, how many values it took, and what share of the states is left without it."""

    part: str
    values: int
    share_left: float


@dataclass(frozen=True, slots=True)
class Exploration:
    """`complete` says that whatever was not seen cannot happen; `bulk` is what filled the budget, worst first."""

    states: int
    edges: int
    complete: bool
    is_over_budget: bool = False
    bulk: tuple[Bulk, ...] = ()


def explore(
    case: Case,
    sightings: Sightings,
    *,
    budget: int = MOST_STATES,
    aims: Sequence[ast.Node] = (),
    wanted: frozenset[str] | None = None,
    is_last: bool = True,
) -> Exploration:
    """Walk the control states, nearest first, until all that is `wanted` was seen; without it, all of them.

    What is wanted often lies near a scripted run, so the search then begins at every stage of those as well. Advice on
    what fills the budget comes with the last search of a row.
    """
    controls = read_controls(case, aims)
    queue, edges = deque[tuple[State, Trail]]([(begin(case), None), *(_stages(case) if wanted is not None else ())]), 0
    seen = dict.fromkeys(controls.key(state) for state, _ in queue)
    for state, trail in queue:
        sightings.see(state, partial(acts_of, trail))
    while queue and len(seen) <= budget and _is_looking(sightings, wanted):
        state, trail = queue.popleft()
        if state.ending is not None:
            continue
        for action in moves(case, controls, state, wanted=sightings.missing):
            edges += 1
            after = step(case, state, action)
            sightings.see(after, partial(acts_of, (trail, action)))
            key = controls.key(after)
            if key not in seen:
                seen[key] = None
                queue.append((after, (trail, action)))
    is_whole = all(is_tried_whole(form, controls) for form in case.forms.values())
    is_over = len(seen) > budget
    bulk = tuple(bulkiest(controls, seen)) if is_over and is_last else ()
    return Exploration(len(seen), edges, not queue and is_whole, is_over, bulk)


def acts_of(trail: Trail) -> Log:
    acts: list[Action] = []
    while trail is not None:
        trail, action = trail
        acts.append(action)
    return tuple(reversed(acts))


def _stages(case: Case) -> Iterator[tuple[State, Trail]]:
    """Of each scripted run, as far as it can be played."""
    for golden in case.goldens.values():
        trail: Trail = None
        with suppress(ActionRefused):
            for state, action in zip(states(case, golden.play), golden.play, strict=False):
                yield state, trail
                trail = (trail, action)


def _is_looking(sightings: Sightings, wanted: frozenset[str] | None) -> bool:
    return wanted is None or not wanted.isdisjoint(sightings.missing)


def bulkiest(controls: Controls, seen: Collection[Key]) -> list[Bulk]:
    """The parts without which fewest states would be left, by an even sample of what was seen."""
    keys = list(islice(seen, 0, None, max(1, len(seen) // SAMPLE)))
    found = []
    for place, (name, _) in enumerate(controls.parts):
        values = len({key[place] for key in keys})
        if values > 1:
            left = len({(*key[:place], *key[place + 1 :]) for key in keys})
            found.append(Bulk(name, values, round(left / len(keys), 3)))
    return sorted(found, key=lambda bulk: bulk.share_left)[:MOST_ADVICE]
