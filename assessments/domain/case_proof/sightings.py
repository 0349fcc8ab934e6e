"""What the runs of a variant have shown so far: scripted runs, bots and searches add to it.

Names are those of the journal (`open.lease`, `submit.decision`, `do.file_case`, `event.caller`), and besides
`ending.refused`; `good.s1_read` and `bad.s1_read` for a rule kept and broken where it had an opportunity, and
`recovered.s1_read` for a mistake put right; `met.notice_period` and `missed.notice_period` for a statutory clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import partial

from ..casework import expressions as ast
from ..casework.reducer import states
from ..casework.scenario import Case, EvidenceRule, Scenario
from ..casework.scoring import score_state
from ..casework.state import Action, State
from .shrinking import Log, shrunk

Sign = Callable[[State], bool]


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
