"""The author-time report on a scenario; one without a fault may be published.

    goldens   can be played, score what they should; experts of all variants are equal and have time to think
    bots      idle, do-everything and random players score little
    reach     acts, events, documents, endings and periods can happen; each rule can be kept, broken and put right
    leakage   no view holds a hidden text, no wording or guard gives the answer away
    law       what is cited is in force; every text is there in every language

Each check answers findings by code, which the desk puts into words; the acts that show a fault are part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..casework.loading import load_scenario
from ..casework.scenario import Scenario
from . import appearing, cover, cues, goldens, languages, laws, reach, refusals, rules, seeking
from .effort import Effort
from .findings import Finding, finding
from .leakage import leaks
from .players import player_findings
from .search import MOST_STATES
from .sightings import Sightings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is tried: random runs of the whole scenario, and control states of each search."""

    bots: int
    seed: int = 1
    budget: int = MOST_STATES  # of one search; 0 leaves out what a search would have to settle
    effort: int = 10 * MOST_STATES  # of all searches together
    is_complete: bool = False  # walk all states, also when all that was to be seen has been seen


def prove(mapping: Mapping[str, object], plan: Plan) -> list[Finding]:
    """The whole report; raises ScenarioInvalid when the scenario cannot be read at all."""
    scenario = load_scenario(mapping)
    refused = [*refusals.refusals(scenario)]
    if refused:
        return refused  # what cannot be played cannot be measured either
    findings = [*goldens.golden_findings(scenario), *cover.cover_findings(scenario)]
    seen = {variant: Sightings(scenario, variant) for variant in scenario.cases}
    findings += _play(scenario, seen, plan)
    findings += _seek(scenario, seen, plan)
    leaked = [
        finding("leakage", "leak", fault=True, steps=leak.steps, variant=leak.variant, mark=leak.mark)
        for leak in leaks(mapping, seed=plan.seed)
    ]
    findings += leaked or [finding("leakage", "no_leak")]
    findings += [*cues.wording_findings(scenario), *appearing.appearance_findings(scenario, seed=plan.seed)]
    return [*findings, *laws.law_findings(scenario), *languages.language_findings(mapping)]


def _play(scenario: Scenario, seen: Mapping[str, Sightings], plan: Plan) -> list[Finding]:
    found: list[Finding] = []
    runs = -(-plan.bots // len(seen))  # an even share for each variant, rounded up
    for variant, case in scenario.cases.items():
        for golden in case.goldens.values():
            seen[variant].play(golden.play)
        found += player_findings(scenario, variant, seen[variant], runs=runs, seed=plan.seed)
    return found


def _seek(scenario: Scenario, seen: Mapping[str, Sightings], plan: Plan) -> list[Finding]:
    if not plan.budget:
        return []
    reach.vary(scenario, seen)
    effort = Effort(plan.budget, plan.effort)
    walked = seeking.walk_all(scenario, seen, effort) if plan.is_complete else {}
    sought = seeking.seek_happenings(scenario, seen, effort)
    witnesses = seeking.seek_witnesses(scenario, seen, effort)
    return [*reach.reach_findings(seen, walked, sought), *rules.rule_findings(scenario, seen, witnesses)]
