"""What somebody reads the figures for: asked once a session and written into the log with every look."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    WORKFORCE_PLANNING = "workforce_planning"
    TRAINING_PLAN = "training_plan"
    BUDGET = "budget"
    AUDIT = "audit"
    OTHER = "other"


NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Stated:
    purpose: Purpose
    words: str = ""  # of another purpose

    def __post_init__(self) -> None:
        if (self.purpose is Purpose.OTHER) != bool(self.words):
            raise ValueError("another purpose is said in words, and only another")
