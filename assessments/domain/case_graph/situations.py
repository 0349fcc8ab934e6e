"""What the graph of a case is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..casework.state import Action

Path: TypeAlias = tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """States that agree in the chosen variables, or an ending; `run` is the shortest way there that was found."""

    values: tuple[str, ...] = ()
    ending: str | None = None
    run: Path | None = None  # None: no run was found

    @property
    def key(self) -> tuple[object, ...]:
        return (self.ending,) if self.ending is not None else self.values


@dataclass(frozen=True, slots=True)
class Passage:
    """From one situation to another, with all that brought it about."""

    source: int  # place in the situations
    target: int
    causes: tuple[str, ...]  # keys of acts and events, most frequent first


@dataclass(frozen=True, slots=True)
class Graph:
    variables: tuple[str, ...]
    situations: tuple[Situation, ...]  # the first is the start; endings come last, in the author's order
    passages: tuple[Passage, ...]
    steps: int
    is_complete: bool
