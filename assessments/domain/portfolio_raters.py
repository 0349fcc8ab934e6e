"""A portfolio in the eyes of raters who do not see each other's: two agree, or a third one settles."""

from collections.abc import Sequence
from datetime import timedelta

RATERS = 2
SETTLES = 3  # place of the one who settles
MOST_APART = 1  # levels
TIME_TO_RATE = timedelta(days=14)  # then a place that was taken is free again


def are_apart(levels: Sequence[int]) -> bool:
    """The first two, by more than one level."""
    return len(levels) >= RATERS and abs(levels[0] - levels[1]) > MOST_APART


def settled_level(levels: Sequence[int]) -> float | None:
    """Levels in the order of the places; None while a rating is missing.

    The mean of two that agree; where they are apart, what the third one says, as with texts of examinations.
    """
    if len(levels) < RATERS:
        return None
    if not are_apart(levels):
        return (levels[0] + levels[1]) / 2
    return float(levels[SETTLES - 1]) if len(levels) >= SETTLES else None


def open_place(taken: Sequence[int], rated: Sequence[int]) -> int | None:
    """The next one for a rater. `taken`: places that somebody holds or has rated; `rated`: levels by place."""
    wanted = [SETTLES] if are_apart(rated) else list(range(1, RATERS + 1))
    return next((place for place in wanted if place not in taken), None)
