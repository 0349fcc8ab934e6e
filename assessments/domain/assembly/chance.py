"""How likely somebody passes who knows nothing: the distribution of the score under guessing, by convolution."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .guessing import GRID, Marks

MOST_LUCK = 0.001  # a form that a guesser passes more often certifies luck (domain.md 5.3)
ROUNDING = 1e-9  # as in ScoreSheet.has_passed: a rounding error fails nobody


def score_by_guessing(items: Iterable[Marks]) -> NDArray[np.float64]:
    """Probability of each score, in sixtieths of a point from 0."""
    scores = np.ones(1)
    for marks in items:
        one = np.zeros(GRID + 1)
        for mark, probability in marks.items():
            one[mark] = probability
        scores = np.convolve(scores, one)
    return scores


def chance_of_passing(items: Iterable[Marks], cut: float) -> float:
    """P(score ÷ maximum ≥ cut) of a guesser; `cut` is a share of the maximum. An empty form is passed by nobody."""
    held = list(items)
    if not held:
        return 0.0
    scores = score_by_guessing(held)
    shares = np.arange(len(scores)) / (GRID * len(held))
    return float(scores[shares >= cut - ROUNDING].sum())
