"""What the runs of a variant have shown so far: scripted runs, bots and searches add to it.

Names are those of the journal (`open.lease`, `submit.decision`, `do.file_case`, `event.caller`), and besides
`ending.refused`; `good.s1_read` and `bad.s1_read` for a rule kept and broken where it had an opportunity, and
`recovered.s1_read` for a mistake put right; `met.notice_period` and `missed.notice_period` for a statutory clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import partial

from ..casework.reducer import states
from ..casework.scenario import Scenario
from ..casework.state import Action, State
from .shrinking import Log, shrunk
from .signs import signs


class Sightings:
    """`runs` keeps the first run that showed a thing; `missing` is what none has shown yet."""

    def __init__(self, scenario: Scenario, variant: str) -> None:
        self.runs: dict[str, Log] = {}
        self._signs = dict(signs(scenario, variant))
        self._unseen = dict(self._signs)
        self._case = scenario.case(variant)

    @property
    def missing(self) -> Set[str]:
        return self._unseen.keys()

    def see(self, state: State, acts: Callable[[], Log]) -> None:
        """Note what a state shows for the first time; `acts` led there."""
        shown = [name for name, sign in self._unseen.items() if sign(state)]
        for name in shown:
            del self._unseen[name]
            self.runs[name] = acts()

    def shortest(self, name: str) -> Log:
        """The run that showed a thing without the acts it can spare."""
        return shrunk(self.runs[name], lambda log: self._signs[name](self._end(log)))

    def _end(self, log: Sequence[Action]) -> State:
        *_, last = states(self._case, log)
        return last

    def play(self, log: Sequence[Action]) -> State:
        """Watch a whole run: every stage of it could be the end."""
        for length, state in enumerate(states(self._case, log)):
            self.see(state, partial(tuple, log[:length]))
        return state
