"""The items that may be put into a form, and what they promise."""

from dataclasses import dataclass
from math import exp

from ..blueprints import Cell
from .guessing import mean_of
from .traits import Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item version that may be put into a form."""

    version_id: int
    item_id: int
    cell: Cell
    difficulty: float  # logits from the cut
    traits: Traits

    def expected(self, ability: float = 0.0) -> float:
        """Mark of a person `ability` logits above the cut: what they know, and what luck earns of the rest."""
        luck = mean_of(self.traits.chance)
        return luck + (1 - luck) * self._known(ability)

    def information(self, ability: float = 0.0) -> float:
        """Fisher information at this ability, per squared logit (three-parameter form with a = 1)."""
        luck, known, mark = mean_of(self.traits.chance), self._known(ability), self.expected(ability)
        return known**2 * (1 - known) * (1 - luck) / mark if mark > 0 and luck < 1 else 0.0

    def _known(self, ability: float) -> float:
        return 1 / (1 + exp(self.difficulty - ability))
