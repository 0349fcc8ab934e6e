"""The three numbers at the head of a report, from published figures alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from .spots import Spot, is_below


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNumbers:
    """None is unknown or hidden: a unit that nobody has assessed has no coverage, and not one of zero."""

    critical_coverage: int | None = None  # per cent
    single_points: int | None = None
    assessed_share: int | None = None  # per cent


def key_numbers(own: Sequence[Spot], everywhere: Sequence[Spot]) -> KeyNumbers:
    """`own` are the competencies of the unit as a whole, `everywhere` those and all of the units below it."""
    return KeyNumbers(
        critical_coverage=_critical_coverage(own),
        single_points=_single_points(everywhere),
        assessed_share=_assessed_share(own),
    )


def _critical_coverage(own: Sequence[Spot]) -> int | None:
    """The mean over what is critical, weighted by how many are assessed."""
    known = [(one.coverage, one.assessed) for one in own if one.is_critical and one.coverage is not None]
    weights = sum(assessed or 0 for _, assessed in known)
    if not weights:
        return None
    return round(100 * sum(coverage * (assessed or 0) for coverage, assessed in known) / weights)


def _single_points(everywhere: Sequence[Spot]) -> int | None:
    """Units and critical competencies that rest on one person, each named once: in the lowest unit that shows it."""
    critical = [one for one in everywhere if one.is_critical and one.coverage is not None]
    if not critical:
        return None
    alone = [one for one in critical if one.rests_on_one]
    return sum(not any(other.code == one.code and is_below(other.path, one.path) for other in alone) for one in alone)


def _assessed_share(own: Sequence[Spot]) -> int | None:
    people = sum(one.people or 0 for one in own)
    assessed = sum(one.assessed or 0 for one in own)
    return round(100 * assessed / people) if people and assessed else None
