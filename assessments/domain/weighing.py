"""What one person's evidence is weighed with: the models of all times, and how fast each competency fades for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .level_timeline import Timeline
from .levels import Estimate, Piece, estimate_level


@dataclass(frozen=True, slots=True)
class Weighing:
    models: Timeline
    half_lives: Mapping[str, float]  # months, by competency, in daily use
    demanded: Collection[str] = field(default=frozenset())  # competencies that a post of the person demands

    def estimate(self, code: str, pieces: Sequence[Piece], on: date) -> Estimate:
        model = self.models.on(on)
        return estimate_level(pieces, model.half_life(self.half_lives[code], is_demanded=code in self.demanded), model)
