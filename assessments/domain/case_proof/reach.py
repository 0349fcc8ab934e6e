"""Everything an author wrote can happen: acts, events, documents, endings, both sides of each rule and of each period.

Scripted runs and bots come first, then scripted runs with one thing done otherwise; only what none of them has shown is
searched for, so that a search of all states is needed to say that something cannot happen, and seldom otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from typing import Any

from ..casework.scenario import Case, Scenario
from .findings import Finding, finding
from .rules import BROKEN, KEPT, PUT_RIGHT
from .search import Exploration, explore
from .sightings import Sightings
from .variations import double_variations, variations

HAPPENINGS = ("open", "submit", "do", "event", "ending")
PERIODS = ("met", "missed")
RULES = (KEPT, BROKEN, PUT_RIGHT)
FIRST_BUDGET, GROWTH = 1_000, 6  # control states of the first search, and how much wider each next one is


def vary(scenario: Scenario, seen: Mapping[str, Sightings]) -> None:
    """Try the neighbours of the scripted runs for as long as they may show something that is wanted."""
    for variant, case in scenario.cases.items():
        wanted = frozenset(name for name in seen[variant].missing if _kind(name) in RULES) | seen_nowhere(seen)
        for state, log in chain(double_variations(case), variations(case)) if wanted else ():
            seen[variant].see(state, partial(tuple, log))
            if wanted.isdisjoint(seen[variant].missing):
                break


def seen_nowhere(seen: Mapping[str, Sightings]) -> frozenset[str]:
    """What may belong to one variant alone, and no variant has shown."""
    return frozenset.intersection(*(_of(one, (*HAPPENINGS, *PERIODS)) for one in seen.values()))


@dataclass(slots=True)
class Effort:
    """How many control states may be walked: in one search, and in all of them together."""

    most: int
    left: int

    def explore(self, case: Case, sightings: Sightings, size: int, **search: Any) -> Exploration:
        found = explore(case, sightings, budget=min(size, self.most, self.left), **search)
        self.left = max(0, self.left - found.states)
        return found


def walk_all(scenario: Scenario, seen: Mapping[str, Sightings], effort: Effort) -> dict[str, Exploration]:
    """Every control state of every variant."""
    return {variant: effort.explore(case, seen[variant], effort.most) for variant, case in scenario.cases.items()}


def seek_happenings(scenario: Scenario, seen: Mapping[str, Sightings], effort: Effort) -> dict[str, Exploration]:
    """Search the variants for what none has shown, a little in each before much in one.

    What an event that only tells something waits for is no part of the other searches' states; here it is.
    """
    found: dict[str, Exploration] = {}
    size = min(FIRST_BUDGET, effort.most)
    while seen_nowhere(seen):
        for variant, case in scenario.cases.items():
            wanted, is_last = seen_nowhere(seen), size >= effort.most
            if wanted and not (variant in found and found[variant].complete):
                aims = tuple(event.when for event in case.events if f"event.{event.id}" in wanted)
                found[variant] = effort.explore(case, seen[variant], size, aims=aims, wanted=wanted, is_last=is_last)
        if size >= effort.most:
            break
        size = min(effort.most, size * GROWTH)
    return found


def seek_witnesses(
    scenario: Scenario, seen: Mapping[str, Sightings], effort: Effort
) -> dict[str, dict[str, Exploration]]:
    """A search for each rule that lacks a run, told apart by what that rule reads."""
    found: dict[str, dict[str, Exploration]] = {}
    for variant, case in scenario.cases.items():
        found[variant] = {}
        for rule in case.evidence:
            wanted = frozenset(f"{need}.{rule.id}" for need in RULES) & seen[variant].missing
            if wanted:
                aims = (rule.opportunity, rule.good, rule.recovered)
                found[variant][rule.id] = effort.explore(case, seen[variant], effort.most, aims=aims, wanted=wanted)
    return found


def _of(sightings: Sightings, kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name in sightings.missing if _kind(name) in kinds)


def _kind(name: str) -> str:
    return name.partition(".")[0]


def reach_findings(
    seen: Mapping[str, Sightings], walked: Mapping[str, Exploration], sought: Mapping[str, Exploration]
) -> Iterator[Finding]:
    """An ending or event may belong to one variant alone; what no variant arrives at is dead text."""
    nowhere, searched = seen_nowhere(seen), {**sought, **walked}
    for variant, sightings in seen.items():
        missing = sorted(_of(sightings, HAPPENINGS))
        if variant not in searched:
            yield finding("reach", "played", variant=variant, missing=missing)
            continue
        found = searched[variant]
        detail: dict[str, Any] = {
            "variant": variant,
            "states": found.states,
            "edges": found.edges,
            "missing": missing,
        }
        if found.bulk:
            yield finding("reach", "reach_budget", fault=True, **detail, bulk=[asdict(one) for one in found.bulk])
        else:
            yield finding("reach", "reach", **detail)
    is_proved = bool(sought) and all(found.complete for found in sought.values())
    for name in sorted(name for name in nowhere if _kind(name) in HAPPENINGS):
        yield finding("reach", "dead" if is_proved else "not_found", fault=True, name=name)
    yield from _periods(nowhere)


def _periods(nowhere: frozenset[str]) -> Iterator[Finding]:
    """A period that nobody can miss is no test of time, one that nobody can meet is a trap."""
    for name in sorted(name for name in nowhere if _kind(name) in PERIODS):
        kind, _, clock = name.partition(".")
        code = "never_met" if kind == "met" else "never_missed"
        yield finding("time", code, fault=True, clock=clock)
