"""Three divides and their index: between levels, posts and people, offices and citizens (domain.md 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from .levels import Comparison


@dataclass(frozen=True, slots=True)
class DivideIndex:
    """Each part from 0 (wide) to 1 (closed); None is unknown, and what rests on an unknown part is unknown too."""

    level_parity: float | None  # A: the lowest level's mean coverage as a share of the highest one's
    requirement_met: float | None  # B: mean coverage of what the posts demand
    citizen_side: float | None  # C: what citizens say of the service

    @property
    def parts(self) -> tuple[float | None, float | None, float | None]:
        return self.level_parity, self.requirement_met, self.citizen_side

    @property
    def value(self) -> float | None:
        """The geometric mean: one part near nothing pulls the whole down, whatever the others are."""
        return _geometric_mean(self.parts)


def divide_index(compared: Comparison, citizen_side: float | None) -> DivideIndex:
    return DivideIndex(_parity([one.mean for one in compared.levels]), compared.mean, citizen_side)


def ratio(compared: Comparison, lower: str, upper: str) -> float | None:
    """The mean of one level for each unit of the mean of another."""
    low, high = compared.mean_of(lower), compared.mean_of(upper)
    return None if low is None or not high else low / high


def _parity(means: Sequence[float]) -> float | None:
    if len(means) < 2 or not max(means):
        return None
    return min(means) / max(means)


def _geometric_mean(parts: Sequence[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return None if len(known) < len(parts) else prod(known) ** (1 / len(parts))
