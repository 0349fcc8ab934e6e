"""The author-time report on a scenario: goldens, bots, leakage, reach, time, cover, equal variants.

Each check answers findings by code, which the desk puts into words an author can act on; a scenario without a fault
may be published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from random import Random
from statistics import mean
from typing import Any

from .case_bots import AT_ONCE, random_log, silent_log
from .case_leakage import leaks
from .casework.checks import explore, unreachable
from .casework.errors import ActionRefused, Problem
from .casework.loading import load_scenario
from .casework.reducer import apply, initial_state
from .casework.scenario import Golden, Scenario
from .casework.scoring import FEWEST_OPPORTUNITIES, score

EXPERT = "expert"
RANDOM_LENGTH = 25  # acts
HIGHEST_RANDOM_MEAN = 30.0  # points of 100
HIGHEST_SHARE_OF_PASSING_BOTS = 0.001
HIGHEST_IDLE_SCORE = 10.0  # points for doing nothing at all
MOST_VARIANT_SPREAD = 3.0  # points between the experts of two variants
SHARE_OF_LIMIT = 0.7  # an expert needs about a minute of real time an act


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    check: str
    is_fault: bool
    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """As it is kept beside the version."""
        return asdict(self)


def unreadable(problem: Problem) -> Finding:
    return Finding("format", True, "format", asdict(problem))


def prove(mapping: Mapping[str, object], *, runs: int, seed: int, with_search: bool = True) -> list[Finding]:
    """The whole report; raises ScenarioInvalid when the scenario cannot be read at all. `runs` is a variant's bots."""
    scenario = load_scenario(mapping)
    refused = [*_refused(scenario)]
    if refused:
        return refused  # what cannot be played cannot be measured either
    findings = [*_goldens(scenario), *_variants(scenario), *_time(scenario), *_cover(scenario)]
    findings += _bots(scenario, runs=runs, seed=seed)
    leaked = [Finding("leakage", True, "leak", leak) for leak in leaks(mapping, seed=seed)]
    findings += leaked or [Finding("leakage", False, "no_leak")]
    return [*findings, *_reach(scenario)] if with_search else findings


def _refused(scenario: Scenario) -> Iterator[Finding]:
    """A golden that plays an act the desk refuses is the author's fault, not the engine's."""
    for variant, case in scenario.cases.items():
        for golden in case.goldens.values():
            state = initial_state(scenario, variant)
            for step, action in enumerate(golden.play, start=1):
                try:
                    state, _ = apply(scenario, variant, state, action)
                except ActionRefused as refused:
                    named = {"variant": variant, "golden": golden.name, "step": step, "refusal": refused.code}
                    yield Finding("golden", True, "golden_refused", named)
                    break


def _goldens(scenario: Scenario) -> Iterator[Finding]:
    for variant, case in scenario.cases.items():
        for golden in case.goldens.values():
            yield _golden(scenario, variant, golden)


def _golden(scenario: Scenario, variant: str, golden: Golden) -> Finding:
    result = score(scenario, variant, golden.play)
    breach = result.worst_breach.value if result.worst_breach else "none"
    wanted = golden.breach.value if golden.breach else None
    detail = {
        "variant": variant,
        "golden": golden.name,
        "total": round(result.total, 1),
        "lowest": round(golden.lowest),
        "highest": round(golden.highest),
        "breach": breach,
    }
    if wanted is not None and breach != wanted:
        return Finding("golden", True, "golden_breach", {**detail, "wanted": wanted})
    if golden.name == EXPERT and not result.passed:
        return Finding("golden", True, "expert_fails", detail)
    return Finding("golden", not golden.lowest <= result.total <= golden.highest, "golden", detail)


def _variants(scenario: Scenario) -> Iterator[Finding]:
    totals = {}
    for variant, case in scenario.cases.items():
        expert = case.golden(EXPERT)
        if expert is None:
            yield Finding("variants", True, "no_expert", {"variant": variant})
        else:
            totals[variant] = score(scenario, variant, expert.play).total
    spread = max(totals.values(), default=0.0) - min(totals.values(), default=0.0)
    yield Finding("variants", spread > MOST_VARIANT_SPREAD, "spread", {"points": round(spread, 1)})


def _time(scenario: Scenario) -> Iterator[Finding]:
    for variant, case in scenario.cases.items():
        expert = case.golden(EXPERT)
        acts = len(expert.play) if expert else 0
        allowed = SHARE_OF_LIMIT * scenario.limit_minutes
        detail = {"variant": variant, "acts": acts, "allowed": round(allowed)}
        yield Finding("time", acts > allowed, "time", detail)


def _cover(scenario: Scenario) -> Iterator[Finding]:
    for claim in scenario.claims:
        rules = [sum(rule.competency == claim.competency for rule in case.evidence) for case in scenario.cases.values()]
        detail = {"competency": claim.competency, "rules": min(rules), "needed": FEWEST_OPPORTUNITIES}
        yield Finding("cover", min(rules) < FEWEST_OPPORTUNITIES, "cover", detail)


def _bots(scenario: Scenario, *, runs: int, seed: int) -> Iterator[Finding]:
    for variant in scenario.cases:
        for code, log in (("at_once", [*AT_ONCE]), ("silent", silent_log(scenario, variant))):
            total = score(scenario, variant, log).total
            yield Finding("bots", total > HIGHEST_IDLE_SCORE, code, {"variant": variant, "total": round(total, 1)})
        logs = (random_log(scenario, variant, Random(seed + n), length=RANDOM_LENGTH) for n in range(runs))  # noqa: S311
        results = [score(scenario, variant, log) for log in logs]
        average = mean(result.total for result in results)
        passing = sum(result.passed for result in results)
        is_fault = average > HIGHEST_RANDOM_MEAN or passing > runs * HIGHEST_SHARE_OF_PASSING_BOTS
        detail = {"variant": variant, "mean": round(average, 1), "passing": passing, "runs": runs}
        yield Finding("bots", is_fault, "random", detail)


def _reach(scenario: Scenario) -> Iterator[Finding]:
    """An ending or event may belong to one variant alone; what no variant arrives at is dead text."""
    dead: set[str] | None = None
    for variant, case in scenario.cases.items():
        found = explore(scenario, variant)
        missing = set(unreachable(case, found))
        dead = missing if dead is None else dead & missing
        detail = {"variant": variant, "states": found.states, "steps": found.edges, "missing": sorted(missing)}
        yield Finding("reach", not found.complete, "reach" if found.complete else "reach_budget", detail)
    for name in sorted(dead or ()):
        yield Finding("reach", True, "dead", {"name": name})
