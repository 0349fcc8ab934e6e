"""When those who meet a demand today will no longer be sure to, if nothing new is shown; for many people at once."""

import numpy as np

from .levels import PLANNING, PRIOR_MEAN, PRIOR_VARIANCE
from .levels_bulk import (
    _BIAS,
    Estimates,
    Integers,
    Numbers,
    Pieces,
    _variances,
    _without_outgrown,
    probabilities,
)

FURTHEST = 24  # months; whoever is sure for longer is counted there


def months_until_recheck(pieces: Pieces, estimates: Estimates, required: Integers) -> Numbers:
    """Whole months for each of the estimates; NaN where nothing is demanded (0) or the demand is not met.

    Evidence only loses weight with age, so the month is found by halving.
    """
    p = probabilities(estimates.mean, estimates.sd, required)
    months = np.full(required.size, np.nan)
    met = np.flatnonzero(estimates.is_assessed & (required > 0) & (p >= PLANNING))
    if not met.size:
        return months
    ageing = _Ageing(pieces, estimates, met, required[met])
    low, high = np.zeros(met.size, dtype=np.int64), np.full(met.size, FURTHEST + 1, dtype=np.int64)
    while (high - low > 1).any():
        middle = (low + high) // 2
        is_sure = ageing.after(middle) >= PLANNING
        low, high = np.where(is_sure, middle, low), np.where(is_sure, high, middle)
    months[met] = np.minimum(high, FURTHEST)
    return months


class _Ageing:
    """The pieces behind some of the estimates, ready to be weighed at any later month."""

    def __init__(self, pieces: Pieces, estimates: Estimates, chosen: Integers, required: Integers) -> None:
        heard = _without_outgrown(pieces)
        width = int(max(heard.competency.max(initial=0), estimates.competency.max(initial=0))) + 1
        keys = estimates.learner * width + estimates.competency
        every = np.searchsorted(keys, heard.learner * width + heard.competency)
        place = np.full(keys.size, -1)
        place[chosen] = np.arange(chosen.size)
        kept = place[every] >= 0
        self.cell, self.required = place[every][kept], required
        self.variance = _variances(heard, every)[kept]
        self.age = np.maximum(heard.age_months, 0.0)[kept] + heard.half_life_months[kept]
        self.value = (heard.value - _BIAS[heard.kind])[kept]

    def after(self, months: Integers) -> Numbers:
        """How probable it is that each demand is still met."""
        variance = self.variance * (1 + months[self.cell] / self.age)
        size = self.required.size
        precision = 1 / PRIOR_VARIANCE + np.bincount(self.cell, 1 / variance, minlength=size)
        pull = np.bincount(self.cell, self.value / variance, minlength=size)
        mean = (PRIOR_MEAN / PRIOR_VARIANCE + pull) / precision
        return probabilities(mean, np.asarray(precision**-0.5), self.required)
