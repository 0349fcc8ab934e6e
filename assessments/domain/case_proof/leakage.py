"""Does a view hold a text that its reader has not earned? Each may hold the marks that its state has uncovered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from ..casework.loading import load_scenario
from ..casework.reducer import replay, states
from ..casework.scenario import Scenario
from ..casework.state import Action, State
from ..casework.view import view
from .bots import random_log
from .goldens import EXPERT
from .marks import LOCALES, uncovered, with_marks
from .shrinking import Log, shrunk

MARK = re.compile("⟦([^⟧]+)⟧")
BOTS, LENGTH = 3, 25


@dataclass(frozen=True, slots=True)
class Leak:
    """A text shown before its time, named by what should have uncovered it, and acts that show it."""

    variant: str
    mark: str
    steps: Log


def leaks(mapping: Mapping[str, object], *, seed: int) -> list[Leak]:
    """What is shown too early, each once."""
    scenario = load_scenario(with_marks(mapping))
    found: dict[tuple[str, str], Log] = {}
    for variant, case in scenario.cases.items():
        # What is shown does not depend on the language; the expert's run makes sure of that.
        logs = [(golden.play, LOCALES if golden.name == EXPERT else LOCALES[:1]) for golden in case.goldens.values()]
        bots = [random_log(case, Random(seed + n), length=LENGTH) for n in range(BOTS)]  # noqa: S311
        for log, locales in [*logs, *((tuple(bot), LOCALES[:1]) for bot in bots)]:
            for length, state in enumerate(states(case, log)):
                for mark in sorted(_shown_marks(scenario, variant, state, locales) - uncovered(state)):
                    found.setdefault((variant, mark), tuple(log[:length]))
    return [_leak(scenario, variant, mark, log) for (variant, mark), log in found.items()]


def _leak(scenario: Scenario, variant: str, mark: str, log: Log) -> Leak:
    def is_shown_early(acts: Sequence[Action]) -> bool:
        state = replay(scenario, variant, acts)
        return mark in _shown_marks(scenario, variant, state, LOCALES) - uncovered(state)

    return Leak(variant, mark, shrunk(log, is_shown_early))


def _shown_marks(scenario: Scenario, variant: str, state: State, locales: Sequence[str]) -> set[str]:
    shown = [json.dumps(view(scenario, variant, state, locale), ensure_ascii=False) for locale in locales]
    return {mark for text in shown for mark in MARK.findall(text)}
