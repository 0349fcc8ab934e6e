"""True-score equating: what a form promises a person is compared with what the reference promises the same person."""

import numpy as np
from scipy.optimize import brentq

from ..calibration.curves import Array

FARTHEST = 40.0  # logits; nobody between no points and all points stands farther out


def true_scores(form: Array, reference: Array) -> Array:
    """From difficulties in logits (Rasch): for 0 to all points of the form, the points of the reference form.

    No points and all points have no finite ability, and count as no points and all points.
    """
    inner = [
        expected(reference, float(brentq(lambda ability, at=at: expected(form, ability) - at, -FARTHEST, FARTHEST)))
        for at in range(1, len(form))
    ]
    return np.array([0.0, *inner, float(len(reference))])


def expected(difficulties: Array, ability: float) -> float:
    """Points of a person of this ability: the test characteristic curve."""
    return float((1 / (1 + np.exp(difficulties - ability))).sum())
