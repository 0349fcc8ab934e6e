"""What a state shows, by name: see sightings.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ..casework import expressions as ast
from ..casework.scenario import Case, EvidenceRule, Scenario
from ..casework.scoring import score_state
from ..casework.state import State

Sign = Callable[[State], bool]


def signs(scenario: Scenario, variant: str) -> Iterable[tuple[str, Sign]]:
    case = scenario.case(variant)
    keys = [f"open.{name}" for name in case.documents]
    keys += [f"submit.{name}" for name in case.forms]
    keys += [f"do.{name}" for name in case.deeds]
    keys += [f"event.{event.id}" for event in case.events]
    yield from ((key, partial(_has_happened, key)) for key in keys)
    yield from ((f"ending.{name}", partial(_has_ended, name)) for name in case.endings)
    for rule in case.evidence:
        yield f"good.{rule.id}", partial(_is_kept, rule)
        yield f"bad.{rule.id}", partial(_is_broken, rule)
        if rule.recovered is not ast.NOT_EVER:
            yield f"recovered.{rule.id}", partial(_is_put_right, rule)
    for clock in clocks_that_count(case):
        yield f"missed.{clock}", partial(_is_missed, case, clock)
        yield f"met.{clock}", partial(_is_met, clock, scenario=scenario, variant=variant)


def clocks_that_count(case: Case) -> list[str]:
    """Statutory clocks whose expiry some condition asks for; others are only shown."""
    conditions = [form.when for form in case.forms.values()]
    conditions += [deed.when for deed in case.deeds.values()]
    conditions += [document.when for document in case.documents.values()]
    conditions += [ending.when for ending in case.endings.values()]
    conditions += [when for event in case.events for when in (event.when, *(effect.when for effect in event.effects))]
    conditions += [condition for rule in case.evidence for condition in (rule.opportunity, rule.good, rule.recovered)]
    nodes = (node for condition in conditions for node in ast.walk(condition))
    return sorted({node.clock for node in nodes if isinstance(node, ast.Expired)})


def _has_happened(key: str, state: State) -> bool:
    return key in state.first


def _has_ended(name: str, state: State) -> bool:
    return state.ending == name


def _is_kept(rule: EvidenceRule, state: State) -> bool:
    return bool(rule.opportunity.evaluate(state) and rule.good.evaluate(state))


def _is_broken(rule: EvidenceRule, state: State) -> bool:
    return bool(rule.opportunity.evaluate(state) and not rule.good.evaluate(state))


def _is_put_right(rule: EvidenceRule, state: State) -> bool:
    return _is_broken(rule, state) and bool(rule.recovered.evaluate(state))


def _is_missed(case: Case, clock: str, state: State) -> bool:
    run, period = state.clocks.get(clock), case.clocks[clock].period
    return run is not None and run.is_expired(period.now(state.minute), period.allowed)


def _is_met(clock: str, state: State, *, scenario: Scenario, variant: str) -> bool:
    """In a run that is over and good enough to pass: handing in at once meets every period."""
    if state.ending is None or clock not in state.clocks or _is_missed(scenario.case(variant), clock, state):
        return False
    return score_state(scenario, variant, state).passed
