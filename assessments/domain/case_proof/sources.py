"""What a scenario rests on: laws in force on the day its profile speaks of, and every text in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..casework.scenario import Case, Scenario
from .findings import Finding, finding

LOCALES = frozenset({"en", "zh-hant", "zh-hans"})


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


def language_findings(mapping: Mapping[str, object]) -> Iterator[Finding]:
    incomplete = [(path, sorted(LOCALES - set(text))) for path, text in localised(mapping, "") if set(text) != LOCALES]
    for path, missing in incomplete:
        yield finding("languages", "language_missing", fault=True, path=path, languages=missing)
    if not incomplete:
        yield finding("languages", "languages", texts=sum(1 for _ in localised(mapping, "")))


def localised(node: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every text that is written by language, with its path; things with ids go by their id."""
    if isinstance(node, Mapping):
        if node and set(node) <= LOCALES:
            yield path, node
            return
        for key, value in node.items():
            yield from localised(value, f"{path}.{key}".lstrip("."))
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for number, value in enumerate(node):
            name = value.get("id", number) if isinstance(value, Mapping) else number
            yield from localised(value, f"{path}[{name}]")
