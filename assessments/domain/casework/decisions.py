"""What was decided in a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from assessments.domain.casework.scenario import Case, FieldKind, FormField
from assessments.domain.casework.state import State, Submission

Decisions: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]  # form → field → ids of options


def decisions_of(case: Case, state: State) -> dict[str, dict[str, list[str]]]:
    """Of a choice what stood at the end, of boxes everything that was ever ticked: who was asked for it, was asked."""
    return {
        name: {
            field.id: _chosen(field, sent)
            for field in case.forms[name].fields
            if field.kind in (FieldKind.CHOICE, FieldKind.MULTI)
        }
        for name, sent in state.submissions.items()
    }


def _chosen(field: FormField, sent: Sequence[Submission]) -> list[str]:
    values = [submission.values.get(field.id) for submission in sent]
    if field.kind is FieldKind.CHOICE:
        return [value for value in values[-1:] if isinstance(value, str)]
    return sorted({option for value in values if isinstance(value, frozenset) for option in value})
