"""What the proof says, by code: the desk puts it into words an author can act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from ..casework.errors import Problem
from ..casework.state import Action


class Weight(StrEnum):
    """How a finding counts: one fault keeps a scenario from being published, a warning asks for a second look."""

    SOUND = "sound"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `steps` in its detail are the shortest acts that show it."""

    check: str
    weight: Weight
    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_fault(self) -> bool:
        return self.weight is Weight.FAULT

    def as_data(self) -> dict[str, Any]:
        """As it is kept beside the version."""
        return {
            "check": self.check,
            "is_fault": self.is_fault,
            "is_warning": self.weight is Weight.WARNING,
            "code": self.code,
            "detail": dict(self.detail),
        }


def finding(check: str, code: str, *, fault: bool = False, steps: Sequence[Action] = (), **detail: Any) -> Finding:
    shown = {"steps": [dict(action) for action in steps]} if steps else {}
    return Finding(check, Weight.FAULT if fault else Weight.SOUND, code, {**detail, **shown})


def warning(check: str, code: str, **detail: Any) -> Finding:
    return Finding(check, Weight.WARNING, code, detail)


def unreadable(problem: Problem) -> Finding:
    return Finding("format", Weight.FAULT, "format", asdict(problem))
