"""Searches for what no run has shown yet, a little in each variant before much in one."""

from __future__ import annotations

from collections.abc import Mapping

from ..casework.scenario import Scenario
from .effort import Effort
from .reach import RULES, seen_nowhere
from .search import Exploration
from .sightings import Sightings

FIRST_BUDGET, GROWTH = 1_000, 6  # control states of the first search, and how much wider each next one is


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
