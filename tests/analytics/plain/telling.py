"""Which causes of a change may be told of one group, by the rule read aloud: the reference for `change_guard`."""

from analytics.domain.causes import Cause
from analytics.domain.decomposition import ALONE, BESIDE, TOLD
from lms.lib.disclosure import SMALLEST_GROUP


def told_of(concerns: dict[Cause, int], withheld: set[Cause] = frozenset()) -> list[Cause]:
    """Causes that each concern ten people or more, and leave either nobody or ten or more in the rest."""
    told = [cause for cause in TOLD if concerns.get(cause, 0) >= SMALLEST_GROUP and cause not in withheld]
    while told and 0 < _people_in_the_rest(concerns, told) < SMALLEST_GROUP:
        told.remove(min(told, key=lambda cause: concerns[cause]))
    return told


def _people_in_the_rest(concerns: dict[Cause, int], told: list[Cause]) -> int:
    alone = [concerns.get(cause, 0) for cause in ALONE if cause not in told]
    beside = [concerns.get(cause, 0) for cause in BESIDE if cause not in told]
    return max(sum(alone), *beside)
