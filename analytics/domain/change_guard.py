"""Which parts of a change may be told in which group, so that no part, and no difference of parts, tells of few.

A part obeys the sums of the grid like any total: the learning of a county is that of its offices. So each cause is held
to the rule of `disclosure` by itself, on the people whom it concerns; and of those told in a group at least ten people,
or none, are left for its rest, which is the difference of the whole and the parts. What the second rule takes away goes
through the first again. A part is also subtracted from the figures of the release: of the rests it touches, ten others
or none remain.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lms.lib.disclosure import SMALLEST_GROUP

from .causes import Cause, Numbers
from .decomposition import ALONE, BESIDE, TOLD, Flags
from .disclosure import hidden_in
from .layout import Layout
from .tree import NONE, Integers

WITHHELD = "withheld."
# Causes that do not touch whoever is assessed now, or was before.
WITHOUT = {"now": (Cause.LEAVERS, Cause.AGEING), "before": (Cause.FIRST, Cause.JOINERS)}
People = dict[Cause, Integers]  # whom a cause concerns, by group


def guard_parts(layout: Layout, sums: Mapping[str, Numbers], hides: NDArray[np.int8]) -> dict[str, Numbers]:
    """By group a mark for each cause that is not told there, and one for everything.

    Groups that hide something of today's figures have no change, nor have those that would have had to hide something
    of the earlier ones.
    """
    before = (_people(sums, "people_before"), _people(sums, "assessed_before"))
    silent = (hides > 0) | (layout.hides(*(_direct(layout, people) for people in before)) > 0)
    concerns = {cause: _people(sums, f"{cause}.concerns") for cause in Cause}
    withheld = {cause: silent.copy() for cause in TOLD}
    others = _others(layout, sums, hides)
    while True:
        for cause in TOLD:
            withheld[cause] |= _hidden(layout, _direct(layout, concerns[cause]), withheld[cause])
            for people in others[cause]:
                withheld[cause] |= _hidden(layout, people, withheld[cause])
        more = too_much_told(concerns, withheld) & ~silent
        if not more.any():
            break
        for cause, flags in zip(TOLD, more, strict=True):
            withheld[cause] |= flags
    marks = {f"{WITHHELD}{cause}": flags.astype(float) for cause, flags in withheld.items()}
    return {**marks, f"{WITHHELD}everything": silent.astype(float)}


def too_much_told(concerns: People, withheld: Mapping[Cause, Flags]) -> Flags:
    """Causes × groups that must be silent too: the smallest told, one by one, until the rest is large enough."""
    told = np.array([~withheld[cause] & (concerns[cause] > 0) for cause in TOLD])
    sizes = np.array([concerns[cause] for cause in TOLD])
    kept = told.copy()
    for _ in TOLD:
        rest = _people_in_the_rest(concerns, kept)
        bad = np.flatnonzero((rest > 0) & (rest < SMALLEST_GROUP) & kept.any(axis=0))
        smallest = np.where(kept[:, bad], sizes[:, bad], np.iinfo(np.int64).max).argmin(axis=0)
        kept[smallest, bad] = False
    return np.asarray(told & ~kept)


def _people_in_the_rest(concerns: People, told: Flags) -> Integers:
    silent = dict(zip(TOLD, ~told, strict=True)) | {Cause.OTHER: np.ones(told.shape[1], dtype=bool)}
    alone = sum((concerns[cause] * silent[cause] for cause in ALONE), np.zeros(told.shape[1], dtype=np.int64))
    found: Integers = np.maximum.reduce([alone, *(concerns[cause] * silent[cause] for cause in BESIDE)])
    return found


def _people(sums: Mapping[str, Numbers], name: str) -> Integers:
    return np.rint(sums[name]).astype(np.int64)


def _others(layout: Layout, sums: Mapping[str, Numbers], hides: NDArray[np.int8]) -> dict[Cause, list[Integers]]:
    """Of the rests of the release that a cause touches, whoever is assessed and does not belong to it, now and before.

    Their results follow by subtracting the part of the cause from the figures of these rests.
    """
    assessed = {side: _people(sums, f"assessed_{side}") for side in ("now", "before")}
    nearest = layout.tree.nearest((hides == 0) & (assessed["now"] > 0))

    def in_rests(totals: Integers) -> Integers:
        found = np.zeros_like(totals)
        inside = nearest != NONE
        np.add.at(found, nearest[inside], _direct(layout, totals)[inside])
        return found

    rests = {side: in_rests(people) for side, people in assessed.items()}
    concerned = {cause: in_rests(_people(sums, f"{cause}.concerns")) for cause in TOLD}
    return {
        cause: [
            np.where(concerned[cause] > 0, np.maximum(people - concerned[cause], 0), 0)
            for side, people in rests.items()
            if cause not in WITHOUT[side]
        ]
        for cause in TOLD
    }


def _hidden(layout: Layout, direct: Integers, already: Flags) -> Flags:
    return hidden_in(layout.tree, direct, already=already, lesser=layout.within_a_unit) > 0


def _direct(layout: Layout, totals: Integers) -> Integers:
    """Those counted at a group and at no part of it."""
    found = totals.copy()
    parent = layout.tree.parent
    inner = parent != NONE
    np.subtract.at(found, parent[inner], totals[inner])
    return found
