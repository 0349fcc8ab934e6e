"""From a score to the level scale, through cut scores (design: domain.md 5.8, exam → y)."""

from collections.abc import Mapping
from itertools import pairwise
from math import exp

GUESSING = 0.25  # chance of hitting the key of a four-option item without knowledge


def value_on_level_scale(share: float, cuts: Mapping[int, float]) -> float:
    """Straight lines through the cut scores.

    `share` and the cuts are shares of the maximum (0 to 1); the cut for level ℓ stands for y = ℓ − 0.5, full marks for
    half a level above the highest cut: an exam cannot show more than the tier it was built for.
    """
    if not cuts:
        raise ValueError("an exam without cut scores says nothing about levels")
    highest = max(cuts)
    points = [(0.0, max(0.0, min(cuts) - 1.5)), *((cuts[level], level - 0.5) for level in sorted(cuts))]
    points.append((1.0, highest + 0.5))
    for (x0, y0), (x1, y1) in pairwise(points):
        if share <= x1:
            return y0 + (y1 - y0) * (share - x0) / (x1 - x0) if x1 > x0 else y1
    return highest + 0.5


def borderline_share(difficulties: list[float], ability: float = 0.0) -> float:
    """Expected share of a person `ability` logits above the cut, from judged item difficulties in logits.

    The Angoff idea: the cut is what the borderline person would score. Difficulty 0 is an item that this person knows
    with probability one half; who does not know still guesses.
    """
    known = [1 / (1 + exp(difficulty - ability)) for difficulty in difficulties]
    return sum(GUESSING + (1 - GUESSING) * p for p in known) / len(known)
