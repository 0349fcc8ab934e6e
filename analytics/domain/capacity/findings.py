"""What stands in the way in a unit, from its capacity and from what its people are able to do."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from statistics import fmean

from ..advice import ENOUGH_COVERAGE
from .facts import Capacity, Rank

TECHNICAL, MANAGERIAL = frozenset("TD"), frozenset("MS")  # areas of the framework


class Finding(StrEnum):
    """In the order in which they weigh."""

    NOT_ENTERED = "not_entered"
    NO_BODY = "no_body"
    NO_STAFF = "no_staff"
    NO_AUTHORITY = "no_authority"  # the skill is there, the right to decide is not
    RANK_UNSETTLED = "rank_unsettled"
    NO_MAINTENANCE = "no_maintenance"
    NO_LEADING_GROUP = "no_leading_group"
    NO_BUDGET = "no_budget"


def findings(capacity: Capacity | None, dual_index: float | None) -> list[Finding]:
    """Only what is known to be missing; nothing is held against a unit that did not say."""
    if capacity is None:
        return [Finding.NOT_ENTERED]
    is_able = dual_index is not None and dual_index >= ENOUGH_COVERAGE
    missing = {
        Finding.NO_BODY: capacity.has_body is False,
        Finding.NO_STAFF: capacity.staff == 0,
        Finding.NO_AUTHORITY: is_able and (capacity.has_mandate is False or capacity.has_body is False),
        Finding.RANK_UNSETTLED: capacity.rank is Rank.UNSETTLED,
        Finding.NO_MAINTENANCE: capacity.maintenance == 0,
        Finding.NO_LEADING_GROUP: capacity.has_leading_group is False,
        Finding.NO_BUDGET: capacity.has_budget is False,
    }
    return [finding for finding, is_missing in missing.items() if is_missing]


def dual_index(coverages: Mapping[str, Sequence[float]]) -> float | None:
    """The weaker of technique (T, D) and management (M, S), from coverages by area; None where one is not known."""
    sides = [_mean(coverages, areas) for areas in (TECHNICAL, MANAGERIAL)]
    known = [side for side in sides if side is not None]
    return min(known) if len(known) == len(sides) else None


def _mean(coverages: Mapping[str, Sequence[float]], areas: Collection[str]) -> float | None:
    found = [coverage for area in sorted(areas) for coverage in coverages.get(area, ())]
    return fmean(found) if found else None
