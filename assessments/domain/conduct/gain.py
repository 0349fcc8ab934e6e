"""A sudden gain: a rise between two sittings of one person by more than three standard errors of their difference."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy import stats

from .sittings import FEWEST_SITTINGS, Indicator, Silence, Sitting, Tested, silent

ERRORS = 3.0
FEWEST_POINTS = 10  # a shorter paper says too little


def standard_error(points: float, possible: float) -> float:
    """Lord's error of a share, √(p(1 − p)/(n − 1)). Nobody is so sure as to have none: p stays half a point inside."""
    inside = min(max(points, 0.5), possible - 0.5) / possible
    return sqrt(inside * (1 - inside) / (possible - 1))


def judge_gain(sittings: Sequence[Sitting]) -> Tested:
    """Of each sitting that followed another one; what retakers gain on the mean is taken off where there are enough.

    A gain of no more than three errors is not reported whatever the group did: its p is 1.
    """
    followed = [
        (one, other) for one, other in _followed(sittings) if min(one.possible, other.possible) >= FEWEST_POINTS
    ]
    if not followed:
        return silent(Indicator.GAIN, Silence.NO_RETAKES)
    before = np.array([one.share for one, _ in followed])
    after = np.array([other.share for _, other in followed])
    errors = np.array(
        [
            sqrt(standard_error(one.points, one.possible) ** 2 + standard_error(other.points, other.possible) ** 2)
            for one, other in followed
        ]
    )
    gain = after - before
    usual = max(0.0, float(gain.mean())) if len(gain) >= FEWEST_SITTINGS else 0.0
    return Tested(
        indicator=Indicator.GAIN,
        subjects=np.array([[other.key] for _, other in followed], dtype=np.int64),
        p=np.where(gain > ERRORS * errors, stats.norm.sf((gain - usual) / errors), 1.0),
        facts={"before": before, "after": after, "errors": gain / errors},
    )


def _followed(sittings: Sequence[Sitting]) -> list[tuple[Sitting, Sitting]]:
    """(sitting, the next one of the same person)."""
    last: dict[int, Sitting] = {}
    found = []
    for one in sorted(sittings, key=lambda one: (one.began, one.key)):
        if one.learner in last:
            found.append((last[one.learner], one))
        last[one.learner] = one
    return found
