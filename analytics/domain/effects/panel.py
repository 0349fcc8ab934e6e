"""Units, month by month, with the month in which each was trained."""

from dataclasses import dataclass

import numpy as np

BEFORE, AFTER = 6, 6  # months on either side; the month of the training itself counts on neither


@dataclass(frozen=True, slots=True)
class UnitSeries:
    code: str
    level: str
    size: float  # cases a month
    start: int | None  # place of the month of the training; None: not trained
    values: tuple[float | None, ...]  # of every month, None where nothing was reported

    def window(self, start: int) -> np.ndarray | None:
        """The months around a start; None where one of them is missing."""
        if start < BEFORE or start + AFTER >= len(self.values):
            return None
        found = self.values[start - BEFORE : start + AFTER + 1]
        return None if None in found else np.array(found, dtype=float)

    def is_untrained_around(self, start: int) -> bool:
        """Until the last month looked at."""
        return self.start is None or self.start > start + AFTER


def slope_before(window: np.ndarray) -> float:
    """A month, over the months before the training."""
    return float(np.polyfit(np.arange(BEFORE), window[:BEFORE], 1)[0])
