"""From how many people on a figure may be shown, and how exactly (docs/decisions/0007)."""

from collections.abc import Sequence
from math import floor

SMALLEST_GROUP = 10  # people; a smaller group shows no figure
BASE = 5  # people; counts are rounded to the nearest


def to_base(count: float) -> int:
    return BASE * floor(count / BASE + 0.5)


def to_base_together(counts: Sequence[float], total: int) -> list[int]:
    """Parts of a total that is shown rounded, each at one of the two multiples around it, so that they add up.

    Rounded each by itself, parts need not add up, and where they do not, the reader learns on which side each lies.
    Largest remainders go up, as seats are given out in parliaments; of equal ones the first.
    """
    shown = [BASE * floor(count / BASE) for count in counts]
    order = sorted(range(len(counts)), key=lambda place: shown[place] - counts[place])
    for place in order[: max(0, (total - sum(shown)) // BASE)]:
        shown[place] += BASE
    return shown
