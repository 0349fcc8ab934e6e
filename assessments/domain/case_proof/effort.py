"""How much a proof may search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..casework.scenario import Case
from .search import Exploration, explore
from .sightings import Sightings


@dataclass(slots=True)
class Effort:
    """How many control states may be walked: in one search, and in all of them together."""

    most: int
    left: int

    def explore(self, case: Case, sightings: Sightings, size: int, **search: Any) -> Exploration:
        found = explore(case, sightings, budget=min(size, self.most, self.left), **search)
        self.left = max(0, self.left - found.states)
        return found
