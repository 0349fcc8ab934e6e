"""An act that is offered only where doing it is right: its being there is the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from ..casework.expressions import ALWAYS, keys_of
from ..casework.reducer import states, step
from ..casework.scenario import Case, Deed, EvidenceRule, Scenario
from ..casework.state import Action, State
from .bots import random_log
from .findings import Finding, finding
from .shrinking import Log, shrunk

BOTS, LENGTH = 20, 25


def appearance_findings(scenario: Scenario, *, seed: int) -> Iterator[Finding]:
    """Deeds that a guard shows exactly when they earn a rule's points; a letter can always be filled in wrong."""
    for variant, case in scenario.cases.items():
        guarded = [deed for deed in case.deeds.values() if deed.when is not ALWAYS]
        stages = [*_stages(case, seed=seed)] if guarded else []
        for deed in guarded:
            for rule in case.evidence:
                if f"do.{deed.id}" in keys_of(rule.good):
                    yield from _appears_when_right(case, deed, rule, stages, variant=variant)


def _stages(case: Case, *, seed: int) -> Iterator[tuple[State, Log]]:
    logs: list[Sequence[Action]] = [golden.play for golden in case.goldens.values()]
    logs += [random_log(case, Random(seed + number), length=LENGTH) for number in range(BOTS)]  # noqa: S311
    for log in logs:
        for length, state in enumerate(states(case, log)):
            if state.ending is None:
                yield state, tuple(log[:length])


def _appears_when_right(
    case: Case, deed: Deed, rule: EvidenceRule, stages: Sequence[tuple[State, Log]], *, variant: str
) -> Iterator[Finding]:
    """Right wherever it is offered, and wrong somewhere it is not: the guard knows what the officer should find out."""
    unguarded = replace(case, deeds={**case.deeds, deed.id: replace(deed, when=ALWAYS)})
    action = {"type": "do", "action": deed.id}
    fresh = [(state, log) for state, log in stages if f"do.{deed.id}" not in state.first]
    offered = [(state, log) for state, log in fresh if deed.when.evaluate(state)]
    hidden = [state for state, _ in fresh if not deed.when.evaluate(state)]
    earned = [not rule.good.evaluate(state) and _is_good(rule, step(case, state, action)) for state, _ in offered]
    is_wrong_elsewhere = any(_is_bad(rule, step(unguarded, state, action)) for state in hidden)
    if earned and all(earned) and is_wrong_elsewhere:
        detail: dict[str, Any] = {"variant": variant, "name": f"do.{deed.id}", "rule": rule.id}
        steps = (*shrunk(offered[0][1], partial(_offers, case, deed)), action)
        yield finding("leakage", "appears_when_right", fault=True, steps=steps, **detail)


def _offers(case: Case, deed: Deed, log: Sequence[Action]) -> bool:
    *_, last = states(case, log)
    return bool(deed.when.evaluate(last))


def _is_good(rule: EvidenceRule, state: State) -> bool:
    return bool(rule.opportunity.evaluate(state) and rule.good.evaluate(state))


def _is_bad(rule: EvidenceRule, state: State) -> bool:
    return bool(rule.opportunity.evaluate(state) and not rule.good.evaluate(state))
