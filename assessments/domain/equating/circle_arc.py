"""Simplified circle-arc equating (Livingston & Kim 2009), for forms of one length."""

import numpy as np

from ..calibration.curves import Array


def circle_arc(length: int, form_mean: float, reference_mean: float) -> Array:
    """For 0 to `length` points, the points of the reference form.

    What a form is harder or easier by lies on an arc through three points: nothing at no points, nothing at all
    points, and the difference of the means at the mean. So nobody gets more than everything, and no slope is estimated.
    """
    points = np.arange(length + 1, dtype=np.float64)
    rise = reference_mean - form_mean
    if abs(rise) < FLAT:
        return points
    middle = length / 2
    height = (form_mean**2 - form_mean * length + rise**2) / (2 * rise)  # of the centre of the circle
    half = np.sqrt(middle**2 + height**2 - (points - middle) ** 2)
    arc = height + np.copysign(half, rise)
    arc[[0, -1]] = 0.0
    return np.asarray(points + arc)


FLAT = 1e-9  # points; the circle of a smaller difference has no finite centre
