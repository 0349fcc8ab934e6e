"""Scripted runs can be played: every act is one that the desk allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..casework.errors import ActionRefused
from ..casework.mechanics import begin
from ..casework.reducer import step
from ..casework.scenario import Scenario
from ..casework.state import Action
from .findings import Finding, finding
from .shrinking import shrunk


def refusals(scenario: Scenario) -> Iterator[Finding]:
    """A golden that plays an act the desk refuses is the author's fault, not the engine's."""
    for variant, case in scenario.cases.items():
        for golden in case.goldens.values():
            state = begin(case)
            for place, action in enumerate(golden.play):
                try:
                    state = step(case, state, action)
                except ActionRefused as refused:
                    named = {"variant": variant, "golden": golden.name, "step": place + 1, "refusal": refused.code}
                    steps = _shortest_refusal(scenario, variant, golden.play[: place + 1], code=refused.code)
                    yield finding("golden", "golden_refused", fault=True, steps=steps, **named)
                    break


def _shortest_refusal(scenario: Scenario, variant: str, log: Sequence[Action], *, code: str) -> Sequence[Action]:
    case = scenario.case(variant)

    def is_still_refused(before: Sequence[Action]) -> bool:
        state = begin(case)
        for action in before:
            state = step(case, state, action)
        try:
            step(case, state, log[-1])
        except ActionRefused as refused:
            return refused.code == code
        return False

    return *shrunk(log[:-1], is_still_refused), log[-1]
