"""What another level model would change, counted for units: who would be said to meet a demand, and who no longer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from .level_model import PLANNING
from .levels_bulk import Estimates, Flags, Integers, probabilities

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
    """States of demands; a person has as many as their posts demand competencies."""

    unit: int | None  # None: all units that are too small to be told of, together
    people: int
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


def changes(now: Estimates, then: Estimates, demands: Demands, *, fewest: int) -> Sequence[UnitChange]:
    """By unit, those with most changes first; units of fewer than so many people together, last.

    Where even these are fewer, the smallest of the other units joins them.
    """
    told = states(now, demands), states(then, demands)
    sizes = {int(unit): int(np.unique(demands.learner[demands.unit == unit]).size) for unit in np.unique(demands.unit)}
    large = sorted((unit for unit, people in sizes.items() if people >= fewest), key=lambda unit: -sizes[unit])
    small = sizes.keys() - set(large)
    while small and large and _people(demands, small) < fewest:
        small |= {large.pop()}
    parts: list[tuple[int | None, set[int]]] = [(unit, {unit}) for unit in large]
    found = [_change(unit, np.isin(demands.unit, list(ones)), demands, states=told) for unit, ones in parts]
    found.sort(key=lambda one: (-one.changed, one.unit))
    if small and _people(demands, small) >= fewest:
        found.append(_change(None, np.isin(demands.unit, list(small)), demands, states=told))
    return found


def _people(demands: Demands, units: Collection[int]) -> int:
    return int(np.unique(demands.learner[np.isin(demands.unit, list(units))]).size)


def _change(unit: int | None, here: Flags, demands: Demands, *, states: tuple[Integers, Integers]) -> UnitChange:
    before, after = states
    return UnitChange(
        unit=unit,
        people=int(np.unique(demands.learner[here]).size),
        demands=int(here.sum()),
        changed=int((before != after)[here].sum()),
        met_before=int((before == MET)[here].sum()),
        met_after=int((after == MET)[here].sum()),
    )
