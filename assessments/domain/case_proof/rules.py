"""Evidence rules: enough for each competency, none counted twice, each with a run that keeps and one that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..casework.scenario import EvidenceRule, Scenario
from .findings import Finding, finding
from .search import Exploration
from .shrinking import Log
from .sightings import Sightings

KEPT, BROKEN, PUT_RIGHT = "good", "bad", "recovered"


def rule_findings(
    scenario: Scenario, seen: Mapping[str, Sightings], sought: Mapping[str, Mapping[str, Exploration]]
) -> Iterator[Finding]:
    """A rule that can only be kept is free points, one that can only be broken cannot be won.

    Either is a fault in any variant. What does not come up in one harms nobody if another shows it: points that a
    variant withholds lower what its expert can reach, and that is measured (decision 0020).
    """
    for variant, case in scenario.cases.items():
        for place, rule in enumerate(case.evidence):
            missing = {need for need in (KEPT, BROKEN, PUT_RIGHT) if f"{need}.{rule.id}" in seen[variant].missing}
            if missing:
                path = f"evidence[{place}]"
                is_proved = sought[variant][rule.id].complete
                yield _unshown(rule, variant, seen, missing=missing, path=path, is_proved=is_proved)
        if not sought[variant]:
            yield finding("witness", "witnesses", variant=variant, rules=len(case.evidence))


def _unshown(
    rule: EvidenceRule,
    variant: str,
    seen: Mapping[str, Sightings],
    *,
    missing: set[str],
    path: str,
    is_proved: bool,
) -> Finding:
    shortest, steps = seen[variant].shortest, Log()
    code = "rule_not_put_right"
    if {KEPT, BROKEN} <= missing:
        code = "rule_idle"
    elif BROKEN in missing:
        code, steps = "rule_free", shortest(f"{KEPT}.{rule.id}")
    elif KEPT in missing:
        code, steps = "rule_lost", shortest(f"{BROKEN}.{rule.id}")
    else:
        steps = shortest(f"{BROKEN}.{rule.id}")
    needed = {f"{need}.{rule.id}" for need in missing}
    is_shown_elsewhere = any(needed <= set(other.runs) for other in seen.values())
    is_fault = code in ("rule_free", "rule_lost") or not is_shown_elsewhere
    detail = {"variant": variant, "rule": rule.id, "path": path, "is_proved": is_proved}
    return finding("witness", code, fault=is_fault, steps=steps, **detail)
