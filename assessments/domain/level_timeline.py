"""Which version of the level model holds on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .level_model import LevelModel


@dataclass(frozen=True, slots=True)
class Timeline:
    """At least one model, each with the day from which it holds, in the order of days."""

    steps: Sequence[tuple[date, LevelModel]]

    def on(self, day: date) -> LevelModel:
        """Before the first day, the first: there was no other to go by."""
        return next((model for since, model in reversed(self.steps) if since <= day), self.steps[0][1])
