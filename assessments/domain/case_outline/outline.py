"""What an author lists before a case is written: what it is about, steps in their order, papers, deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Texts: TypeAlias = dict[str, str]  # language → text; Simplified is derived later


@dataclass(frozen=True, slots=True)
class Paper:
    id: str
    title: Texts
    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """`reads` names papers to be opened before it, `after` a step without which it cannot be done."""

    id: str
    title: Texts
    minutes: int
    is_letter: bool
    reads: tuple[str, ...]
    after: str = ""

    @property
    def key(self) -> str:
        return f"submit.{self.id}" if self.is_letter else f"do.{self.id}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Working days within which the step `until` must be done, from the step `since` on, or from the start."""

    id: str
    title: Texts
    days: int
    until: str
    since: str = ""
    law: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    code: str
    title: Texts
    role: Texts
    briefing: Texts
    start: date
    competencies: tuple[str, ...]
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.id == name)
