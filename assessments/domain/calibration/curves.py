"""The curves of items over ability, at the points at which abilities are integrated."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Abilities are standard normal here; 31 points a third apart integrate posteriors as narrow as those of 60 items.
NODES: Array = np.linspace(-5.0, 5.0, 31)
LOG_WEIGHTS: Array = -0.5 * NODES**2 - np.log(np.exp(-0.5 * NODES**2).sum())

STEEPEST = 30.0  # logits beyond which a probability is one for all that numbers can hold


@dataclass(frozen=True, slots=True)
class Curves:
    """P(right) = 1 / (1 + exp(−(slope · ability + intercept))), one entry an item."""

    slopes: Array
    intercepts: Array

    @property
    def difficulties(self) -> Array:
        return -self.intercepts / self.slopes

    def logits(self) -> Array:
        """(items, nodes)."""
        lines = np.outer(self.slopes, NODES) + self.intercepts[:, None]
        return np.clip(lines, -STEEPEST, STEEPEST)

    def probabilities(self) -> Array:
        """(items, nodes)."""
        return np.asarray(1 / (1 + np.exp(-self.logits())))
