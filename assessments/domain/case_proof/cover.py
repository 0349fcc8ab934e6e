"""Enough rules for each competency, and none that counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from ..casework.scenario import EvidenceRule, Scenario
from ..casework.scoring import FEWEST_OPPORTUNITIES
from .findings import Finding, finding


def cover_findings(scenario: Scenario) -> Iterator[Finding]:
    for claim in scenario.claims:
        rules = [sum(rule.competency == claim.competency for rule in case.evidence) for case in scenario.cases.values()]
        detail: dict[str, Any] = {"competency": claim.competency, "rules": min(rules), "needed": FEWEST_OPPORTUNITIES}
        yield finding("cover", "cover", fault=min(rules) < FEWEST_OPPORTUNITIES, **detail)
    doubles = {(one.id, other.id) for case in scenario.cases.values() for one, other in _doubles(case.evidence)}
    yield from (finding("cover", "double", fault=True, rule=rule, other=other) for rule, other in sorted(doubles))


def _doubles(rules: tuple[EvidenceRule, ...]) -> Iterator[tuple[EvidenceRule, EvidenceRule]]:
    """Pairs that pay the same competency twice for the same behaviour."""
    for one, other in combinations(rules, 2):
        if (one.competency, one.opportunity, one.good) == (other.competency, other.opportunity, other.good):
            yield one, other
