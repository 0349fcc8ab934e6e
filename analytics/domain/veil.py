"""Nobody's state may follow from the figures of people who are all alike.

Suppression and rounding hide who is few; they do not hide what is true of all. "All fifteen meet the demand" says it of
each of the fifteen to whoever knows who they are, and so does "none". So wherever a reader can tell a set of people
apart, the figures count at least one who meets the demand and one who does not: where all are alike, one of them is
counted as just beyond the boundary. Of two people in one set of whom one meets the demand and one does not, no figure
says which is which: exchanging them changes none.

A reader can tell apart the rests of a release (`disclosure`) and, by subtracting the release before, those in each rest
who have news; of these the parts of a change tell apart who was assessed again and who for the first time. A veil lasts
as long as the facts that it covers: taken off, it would show what it covered.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

from .facts import NO_MONTH, NOBODY, Facts, places_in
from .layout import Layout
from .release import is_news, rests_of
from .tree import NONE

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def veiled(facts: Facts, before: Facts, layout: Layout, *, compared: Facts = NOBODY) -> Facts:
    """The released facts of one competency, as they are to be counted.

    `before` are those of the release before, `compared` those of the release that changes go back to.
    """
    then = places_in(before.person, facts.person)
    has_news, was_assessed = _beside(facts, before)
    kept = np.flatnonzero(~has_news)
    veil = np.zeros(len(facts), dtype=np.int8)
    veil[kept] = before.veil[then[kept]]
    rest = rests_of(facts, layout)[facts.leaf]
    since, was_compared = _beside(facts, compared) if len(compared) else (has_news, was_assessed)
    parts = (since & was_compared, since & ~was_compared, has_news & was_assessed, has_news & ~was_assessed, has_news)
    for members in (*parts, np.ones_like(has_news)):
        _veil_alike(veil, facts, np.where(members & facts.is_assessed, rest, NONE))
    return _counted(facts, veil)


def _beside(facts: Facts, earlier: Facts) -> tuple[Flags, Flags]:
    """Who has news, and who had been assessed where they are."""
    then = places_in(earlier.person, facts.person)
    known = np.flatnonzero(then >= 0)
    has_news, was_assessed = then < 0, np.zeros(len(facts), dtype=bool)
    has_news[known] = is_news(facts, known, earlier, then[known])
    is_same = earlier.leaf[then[known]] == facts.leaf[known]
    was_assessed[known] = earlier.is_assessed[then[known]] & is_same
    return has_news, was_assessed


def _veil_alike(veil: NDArray[np.int8], facts: Facts, cohort: Integers) -> None:
    """Veil one in each cohort in which all meet the demand, or none does; writes into `veil`."""
    inside = np.flatnonzero(cohort != NONE)
    if not inside.size:
        return
    _, number = np.unique(cohort[inside], return_inverse=True)
    p = replace(facts, veil=veil).p
    people, able = np.bincount(number), np.bincount(number, p[inside] >= PLANNING)
    several = people > 1
    for is_alike, value in ((several & (able == people), -1), (several & (able == 0), 1)):
        chosen = inside[is_alike[number]]
        # Of those who work longest, whose weight in a share is not less than anybody's, the nearest to the boundary.
        order = chosen[np.lexsort((-value * p[chosen], -facts.hundredths[chosen], cohort[chosen]))]
        _, first = np.unique(cohort[order], return_index=True)
        veil[order[first]] = value


def _counted(facts: Facts, veil: NDArray[np.int8]) -> Facts:
    """With a level that fits, and nothing to be shown again soon."""
    level = np.where(veil > 0, np.maximum(facts.level, facts.required), facts.level)
    level = np.where(veil < 0, np.minimum(level, facts.required - 1), level)
    months = np.where(veil != 0, NO_MONTH, facts.recheck_months)
    return replace(facts, veil=veil, level=level.astype(np.int8), recheck_months=months.astype(np.int8))
