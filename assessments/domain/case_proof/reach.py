"""Everything an author wrote can happen: acts, events, documents, endings, both sides of each rule and of each period.

Scripted runs and bots come first, then scripted runs with one thing done otherwise; only what none of them has shown is
searched for, so that a search of all states is needed to say that something cannot happen, and seldom otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from itertools import chain
from typing import Any

from ..casework.scenario import Scenario
from .findings import Finding, finding
from .rules import BROKEN, KEPT, PUT_RIGHT
from .search import Exploration
from .sightings import Sightings
from .variations import double_variations, variations

HAPPENINGS = ("open", "submit", "do", "event", "ending")
PERIODS = ("met", "missed")
RULES = (KEPT, BROKEN, PUT_RIGHT)


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
