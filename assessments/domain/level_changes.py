"""What another level model would change, counted for units: who would be said to meet a demand, and who no longer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .level_model import PLANNING
from .levels_bulk import Estimates, Integers, probabilities

NOT_ASSESSED, GAP, UNDETERMINED, MET = range(4)


@dataclass(frozen=True, slots=True)
class Demands:
    """One entry a person, unit in which a post is held, and competency that it demands."""

    learner: Integers
    unit: Integers
    competency: Integers
    level: Integers


@dataclass(frozen=True, slots=True)
class UnitChange:
    unit: int
    demands: int
    changed: int  # of whatever state into whatever other
    met_before: int
    met_after: int


def states(estimates: Estimates, demands: Demands) -> Integers:
    """The state of each demand, at the certainty of planning."""
    width = int(max(estimates.competency.max(initial=0), demands.competency.max(initial=0))) + 1
    keys, wanted = estimates.learner * width + estimates.competency, demands.learner * width + demands.competency
    place = np.searchsorted(keys, wanted)
    found = np.zeros(wanted.size, dtype=bool)
    inside = place < keys.size
    found[inside] = keys[place[inside]] == wanted[inside]
    state = np.full(wanted.size, NOT_ASSESSED)
    at = place[found]
    p = probabilities(estimates.mean[at], estimates.sd[at], demands.level[found])
    said = np.where(p >= PLANNING, MET, np.where(p <= 1 - PLANNING, GAP, UNDETERMINED))
    state[found] = np.where(estimates.is_assessed[at], said, NOT_ASSESSED)
    return state


def changes(now: Estimates, then: Estimates, demands: Demands) -> Sequence[UnitChange]:
    """By unit, those with most changes first."""
    before, after = states(now, demands), states(then, demands)
    found = []
    for unit in np.unique(demands.unit):
        here = demands.unit == unit
        found.append(
            UnitChange(
                unit=int(unit),
                demands=int(here.sum()),
                changed=int((before != after)[here].sum()),
                met_before=int((before == MET)[here].sum()),
                met_after=int((after == MET)[here].sum()),
            )
        )
    return sorted(found, key=lambda one: (-one.changed, one.unit))
