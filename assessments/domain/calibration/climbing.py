"""Climbing a likelihood by expectation and maximisation, with the long strides of SQUAREM (Varadhan & Roland 2008)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .curves import Array

TOLERANCE = 1e-5  # logits by which no parameter moves any more
ROUNDS = 300

Step = Callable[[Array], tuple[Array, float]]  # parameters → better parameters, log-likelihood of the former


@dataclass(frozen=True, slots=True)
class Summit:
    parameters: Array
    log_likelihood: float
    has_converged: bool


def climb(step: Step, start: Array) -> Summit:
    """Repeat `step` until it no longer moves; every third step is tried far ahead, and kept only if it climbs."""
    here = start
    for _ in range(ROUNDS):
        near, _height = step(here)
        first = near - here
        if np.abs(first).max() < TOLERANCE:
            return Summit(near, step(near)[1], has_converged=True)
        far, height = step(near)
        bend = far - near - first
        stride = max(1.0, float(np.linalg.norm(first)) / max(float(np.linalg.norm(bend)), 1e-12))
        ahead, height_ahead = step(here + 2 * stride * first + stride**2 * bend)
        here = ahead if height_ahead >= height else far
    return Summit(here, step(here)[1], has_converged=False)
