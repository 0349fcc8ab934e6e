"""Nobody's state may follow from the figures of people who are all alike.

Suppression and rounding hide who is few; they do not hide what is true of all. "All fifteen meet the demand" says it of
each of the fifteen to whoever knows who they are, and so does "none". So wherever a reader can tell a set of people
apart, the figures count at least one who meets the demand and one who does not: where all are alike, one of them is
counted as just beyond the boundary. Of two people in one set of whom one meets the demand and one does not, no figure
says which is which: exchanging them changes none.

A reader can tell apart the rests of a release (`disclosure`) and, by subtracting the release before, those in each rest
who have news. A veil lasts as long as the facts that it covers: taken off, it would show what it covered.
"""

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

UNVEILED = np.nan
JUST_BELOW = 0.5  # as likely as not
NOWHERE = -1

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def veils(p: Numbers, fte: Numbers, rest: Integers, *, is_news: Flags, before: Numbers) -> Numbers:
    """What is counted in place of `p`, NaN where p itself is; one entry a person, of one competency.

    `p` is NaN where nothing is assessed; `rest` numbers the rests, NOWHERE for who counts in no shown group; `before`
    is the veil at the release before, for those without news.
    """
    found = np.where(is_news, UNVEILED, before)
    found = np.where(np.isnan(p), UNVEILED, found)
    for members in (is_news, ~np.isnan(p)):
        _veil_alike(found, p, fte, np.where(members & ~np.isnan(p), rest, NOWHERE))
    return found


def shown(p: Numbers, veil: Numbers) -> Numbers:
    return np.where(np.isnan(veil), p, veil)


def _veil_alike(found: Numbers, p: Numbers, fte: Numbers, cohort: Integers) -> None:
    """Veil one in each cohort in which all meet the demand, or none does; writes into `found`."""
    inside = np.flatnonzero(cohort != NOWHERE)
    if not inside.size:
        return
    _, number = np.unique(cohort[inside], return_inverse=True)
    met = shown(p, found)[inside] >= PLANNING
    people, able = np.bincount(number), np.bincount(number, met)
    several = people > 1
    for is_alike, value, nearest in (
        (several & (able == people), JUST_BELOW, 1.0),
        (several & (able == 0), PLANNING, -1.0),
    ):
        chosen = inside[is_alike[number]]
        cohorts = cohort[chosen]
        # Of those who work longest, whose weight in a share is not less than anybody's, the nearest to the boundary.
        order = np.lexsort((nearest * p[chosen], -fte[chosen], cohorts))
        _, first = np.unique(cohorts[order], return_index=True)
        found[chosen[order[first]]] = value
