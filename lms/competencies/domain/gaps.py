"""What is missing for a post: required level against what evidence shows. Unknown is not zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    MET = "met"
    GAP = "gap"
    UNDETERMINED = "undetermined"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Requirement:
    competency: str
    level: int  # 1–5
    criticality: int  # 1 usual, 2 important, 3 critical

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 5 or not 1 <= self.criticality <= 3:
            raise ValueError(f"{self.competency}: level {self.level}, criticality {self.criticality}")


def strictest(requirements: Iterable[Requirement]) -> dict[str, Requirement]:
    """The demands on a person with several posts: for each competency the highest level and criticality."""
    merged: dict[str, Requirement] = {}
    for one in requirements:
        held = merged.get(one.competency, one)
        merged[one.competency] = Requirement(
            one.competency, max(held.level, one.level), max(held.criticality, one.criticality)
        )
    return merged
