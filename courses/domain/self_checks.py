"""Practice items inside lessons: no secret, explained at once, marked by the scorers of the item bank."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.domain.items.choice import multiple_mark, single_mark

MARKS = {"single": single_mark, "multiple": multiple_mark}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOption:
    id: str
    text: str
    is_correct: bool
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    id: str
    kind: str  # single or multiple
    stem: str
    options: tuple[CheckOption, ...]

    def __post_init__(self) -> None:
        for fault in faults_of(self.kind, [option.is_correct for option in self.options]):
            raise ValueError(f"{self.id}: {fault}")

    @property
    def correct(self) -> frozenset[str]:
        return frozenset(option.id for option in self.options if option.is_correct)

    @property
    def is_multiple(self) -> bool:
        return self.kind == "multiple"

    def mark(self, chosen: Collection[str]) -> float:
        """0 to 1."""
        return MARKS[self.kind](self.correct, chosen)

    def known(self, chosen: Collection[str]) -> list[str]:
        """The chosen ids that are options of this check, in its order."""
        return [option.id for option in self.options if option.id in set(chosen)]


def faults_of(kind: str, correct: Sequence[bool]) -> list[str]:
    """Why these options make no fair check; empty when they do."""
    faults = []
    if kind not in MARKS:
        faults.append("the kind is unknown")
    if len(correct) < 2:
        faults.append("there are fewer than two options")
    if kind == "single" and sum(correct) != 1:
        faults.append("a single choice has exactly one right option")
    if kind == "multiple" and not 1 <= sum(correct) < len(correct):
        faults.append("a multiple choice has at least one right and one wrong option")
    return faults


def to_data(check: SelfCheck) -> dict[str, Any]:
    return {
        "id": check.id,
        "kind": check.kind,
        "stem": check.stem,
        "options": [
            {"id": option.id, "text": option.text, "correct": option.is_correct, "explain": option.explanation}
            for option in check.options
        ],
    }


def from_data(data: Mapping[str, Any]) -> SelfCheck:
    return SelfCheck(
        id=data["id"],
        kind=data["kind"],
        stem=data["stem"],
        options=tuple(
            CheckOption(
                id=option["id"], text=option["text"], is_correct=option["correct"], explanation=option["explain"]
            )
            for option in data["options"]
        ),
    )
