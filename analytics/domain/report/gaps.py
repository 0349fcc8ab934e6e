"""The gaps that a report names: at most five, each in the unit where most of it lies."""

from collections.abc import Iterable, Sequence

from .spots import Spot, is_below

MOST_NAMED = 5
CRITICAL_COUNTS, ALONE_COUNTS = 3, 2  # what is critical, and what rests on one person, weighs so many times


def top_gaps(spots: Iterable[Spot], top: str) -> list[Spot]:
    """Critical ones first, then by priority; `top` is the path of the unit that the report is about."""
    by_code: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.is_gap:
            by_code.setdefault(spot.code, []).append(spot)
    found = [_where_it_lies(ones, top) for ones in by_code.values()]
    return sorted(found, key=lambda one: (not one.is_critical_gap, -priority(one), one.code))[:MOST_NAMED]


def priority(spot: Spot) -> int:
    weight = CRITICAL_COUNTS if spot.is_critical else 1
    return weight * max(spot.short, 1) * (ALONE_COUNTS if spot.rests_on_one else 1)


def _where_it_lies(found: Sequence[Spot], top: str) -> Spot:
    """The lowest unit that holds at least half of the whole gap; without a gap of the whole, the widest below it."""
    whole = next((one for one in found if one.path == top), None)
    if whole is None:
        return max(found, key=lambda one: (one.is_critical_gap, one.short, one.path.count("/"), one.path))
    parts = [one for one in found if is_below(one.path, top) and one.short and 2 * one.short >= whole.short]
    return max(parts, key=lambda one: (one.path.count("/"), one.short, one.path)) if parts else whole
