"""True-score equating: what a form promises a person is compared with what the reference promises the same person."""

import numpy as np

from ..calibration.curves import Array

FARTHEST = 40.0  # logits; nobody between no points and all points stands farther out
HALVINGS = 60  # of that range, until nothing is left of it


def true_scores(form: Array, reference: Array) -> Array:
    """From difficulties in logits (Rasch): for 0 to all points of the form, the points of the reference form.

    No points and all points have no finite ability, and count as no points and all points.
    """
    points = np.arange(1, len(form), dtype=np.float64)
    low, high = np.full_like(points, -FARTHEST), np.full_like(points, FARTHEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_above = expected(form, middle) > points
        low, high = np.where(is_above, low, middle), np.where(is_above, middle, high)
    return np.concatenate([[0.0], expected(reference, low), [float(len(reference))]])


def expected(difficulties: Array, abilities: Array) -> Array:
    """Points of people of these abilities: the test characteristic curve."""
    return np.asarray((1 / (1 + np.exp(difficulties - abilities[:, None]))).sum(axis=1))
