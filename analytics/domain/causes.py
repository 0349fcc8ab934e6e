"""Why the working time known to be able differs between two releases, person by person.

Every fact of the two releases has one cause of its own, so that the people behind the causes do not overlap; only a
demand that changed goes beside new evidence of the same person, and each has its share. Of whoever stays,

    Δ(f p) = f̄ Δp + p̄ Δf           Δp = evidence or ageing + demand, each the mean over both orders of the two

(f full-time share, p = Pr(meets the demand), a bar the mean of both releases), which adds up without a rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from assessments.domain.levels_bulk import probabilities

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Cause(StrEnum):
    LEARNING = "learning"  # new evidence about people assessed before
    FIRST = "first"  # people of whom something is known for the first time
    JOINERS = "joiners"
    LEAVERS = "leavers"
    MOVES = "moves"  # into or out of the unit or post, within the administration
    AGEING = "ageing"  # nothing new: evidence grows older or has expired
    PROFILE = "profile"  # the post demands more, less, or this competency for the first or last time
    OTHER = "other"  # working hours, and whatever concerns too few to be told apart


@dataclass(frozen=True, slots=True)
class Side:
    """The facts of one release, one entry a person and competency; NaN where the release has none."""

    fte: Numbers
    required: Numbers
    pieces: Numbers
    p: Numbers
    mean: Numbers
    sd: Numbers

    @property
    def is_here(self) -> Flags:
        return ~np.isnan(self.fte)

    @property
    def is_assessed(self) -> Flags:
        return self.is_here & ~np.isnan(self.p)

    @property
    def time(self) -> Numbers:
        return np.where(self.is_assessed, self.fte, 0.0)

    @property
    def able(self) -> Numbers:
        return np.where(self.is_assessed, self.fte * self.p, 0.0)

    @property
    def spread(self) -> Numbers:
        return np.where(self.is_assessed, self.fte**2 * self.p * (1 - self.p), 0.0)


@dataclass(frozen=True, slots=True)
class Effect:
    """What one cause did to the able and the assessed working time; `concerns` counts people."""

    able: Numbers
    time: Numbers
    concerns: Numbers
    spread: Numbers


def effects(now: Side, before: Side, *, stranger: Flags, leaver: Flags, moved: Flags) -> dict[Cause, Effect]:
    """One effect a cause, each an array over the facts.

    `stranger` was not in the release before at all, `leaver` is no longer in this one, `moved` counts elsewhere now:
    such a person has one fact where they were and one where they are.
    """
    stays = now.is_here & before.is_here & ~moved
    both = stays & now.is_assessed & before.is_assessed
    news = now.pieces != before.pieces
    alone = {  # whole facts that come or go
        Cause.JOINERS: stranger & ~moved,
        Cause.LEAVERS: leaver & ~moved,
        Cause.MOVES: moved,
        Cause.PROFILE: (now.is_here ^ before.is_here) & ~stranger & ~leaver & ~moved,
        Cause.FIRST: stays & now.is_assessed & ~before.is_assessed,
        Cause.AGEING: stays & ~now.is_assessed & before.is_assessed,
    }
    found = {cause: _whole(now, before, flags) for cause, flags in alone.items()}
    found |= {cause: _nothing(now) for cause in Cause if cause not in found}
    for cause, effect in _of_those_known(now, before, both, news).items():
        found[cause] = _plus(found[cause], effect)
    return found


def _of_those_known(now: Side, before: Side, both: Flags, news: Flags) -> Mapping[Cause, Effect]:
    """People assessed in both releases, where they were."""
    fte = (now.fte + before.fte) / 2
    demand = _half_ways(now, before)
    evidence = now.p - before.p - demand
    spread = now.spread + before.spread
    redemanded, rehoured = now.required != before.required, now.fte != before.fte

    def steady(flags: Flags, able: Numbers) -> Effect:
        return Effect(
            able=np.where(flags, able, 0.0),
            time=np.zeros_like(fte),
            concerns=flags.astype(float),
            spread=np.where(flags, spread, 0.0),
        )

    hours = both & rehoured
    return {
        Cause.LEARNING: steady(both & news, fte * evidence),
        Cause.AGEING: steady(both & ~news & (evidence != 0), fte * evidence),
        Cause.PROFILE: steady(both & redemanded, fte * demand),
        Cause.OTHER: Effect(
            able=np.where(hours, (now.fte - before.fte) * (now.p + before.p) / 2, 0.0),
            time=np.where(hours, now.fte - before.fte, 0.0),
            concerns=hours.astype(float),
            spread=np.zeros_like(fte),
        ),
    }


def _half_ways(now: Side, before: Side) -> Numbers:
    """What the changed demand does to p: before the evidence moved, and after, halved."""
    same = now.required == before.required
    first = probabilities(before.mean, before.sd, now.required) - before.p
    last = now.p - probabilities(now.mean, now.sd, before.required)
    return np.where(same, 0.0, (first + last) / 2)


def _whole(now: Side, before: Side, flags: Flags) -> Effect:
    return Effect(
        able=np.where(flags, now.able - before.able, 0.0),
        time=np.where(flags, now.time - before.time, 0.0),
        concerns=(flags & (now.is_assessed | before.is_assessed)).astype(float),
        spread=np.where(flags, now.spread + before.spread, 0.0),
    )


def _nothing(now: Side) -> Effect:
    zero = np.zeros(now.fte.shape)
    return Effect(zero, zero, zero, zero)


def _plus(one: Effect, other: Effect) -> Effect:
    return Effect(
        able=one.able + other.able,
        time=one.time + other.time,
        concerns=one.concerns + other.concerns,
        spread=one.spread + other.spread,
    )
