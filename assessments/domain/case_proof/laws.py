"""Laws that a case cites are in force on the day its profile speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..casework.scenario import Case, Scenario
from .findings import Finding, finding


def law_findings(scenario: Scenario) -> Iterator[Finding]:
    """The loader sees to it that a cited law is in the profile; here it must hold as well."""
    faults: dict[tuple[str, str], Finding] = {}
    cited = 0
    for variant, case in scenario.cases.items():
        for law_id in _cited(case):
            law, day = case.profile.laws[law_id], case.profile.as_of
            cited += 1
            detail: dict[str, Any] = {
                "variant": variant,
                "law": law_id,
                "name": law.name.resolve("en"),
                "day": day.isoformat(),
            }
            if law.in_force_from is not None and day < law.in_force_from:
                since = law.in_force_from.isoformat()
                faults[law_id, "early"] = finding("law", "law_not_yet", fault=True, **detail, since=since)
            if law.repealed_on is not None and day >= law.repealed_on:
                until = law.repealed_on.isoformat()
                faults[law_id, "late"] = finding("law", "law_repealed", fault=True, **detail, until=until)
    yield from faults.values() or [finding("law", "laws", cited=cited)]


def _cited(case: Case) -> list[str]:
    cited = [*case.rulebook, *(clock.law for clock in case.clocks.values())]
    return list(dict.fromkeys([*cited, *(law for rule in case.evidence for law in rule.laws)]))
