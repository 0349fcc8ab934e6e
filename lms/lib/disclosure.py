"""From how many people on a figure may be shown, and how exactly (docs/decisions/0007)."""

from math import floor

SMALLEST_GROUP = 10  # people; a smaller group shows no figure
BASE = 5  # people; counts are rounded to the nearest


def to_base(count: float) -> int:
    return BASE * floor(count / BASE + 0.5)
