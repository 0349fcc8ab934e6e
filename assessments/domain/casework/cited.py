"""Which law stands behind which decision: what the rules that look at a field of a letter cite."""

from __future__ import annotations

from collections import defaultdict

from assessments.domain.casework.expressions import FieldValue, walk
from assessments.domain.casework.law import Law
from assessments.domain.casework.scenario import Case


def laws_by_field(case: Case) -> dict[tuple[str, str], list[Law]]:
    """(form, field) → provisions, each once, in the order of the rules."""
    found: dict[tuple[str, str], dict[str, Law]] = defaultdict(dict)
    for rule in case.evidence:
        nodes = [node for condition in (rule.opportunity, rule.good, rule.recovered) for node in walk(condition)]
        for node in nodes:
            if isinstance(node, FieldValue):
                found[node.form, node.field] |= {law: case.profile.laws[law] for law in rule.laws}
    return {key: list(laws.values()) for key, laws in found.items()}
