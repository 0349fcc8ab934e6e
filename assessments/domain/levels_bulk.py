"""The level model of levels.py for many people at once; a property test keeps the two equal."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from .levels import KINDS, LEVELS, PLANNING, PRIOR_MEAN, PRIOR_VARIANCE, EvidenceKind

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

KIND_NUMBER = {kind: number for number, kind in enumerate(EvidenceKind)}
_VARIANCE = np.array([KINDS[kind].variance for kind in EvidenceKind])
_BIAS = np.array([KINDS[kind].bias for kind in EvidenceKind])
_DEPENDENCE = np.array([KINDS[kind].dependence for kind in EvidenceKind])
_IS_DIRECT = np.array([KINDS[kind].is_direct for kind in EvidenceKind])


@dataclass(frozen=True, slots=True)
class Pieces:
    """One entry a piece of evidence, in any order; all arrays of one length."""

    learner: Integers
    competency: Integers
    kind: Integers  # KIND_NUMBER
    value: Numbers  # levels
    age_months: Numbers
    half_life_months: Numbers  # of the competency
    ceiling: Numbers  # the most that the instrument can show, levels


@dataclass(frozen=True, slots=True)
class Estimates:
    """One entry a person and competency with any evidence, ordered by person, then competency."""

    learner: Integers
    competency: Integers
    mean: Numbers
    sd: Numbers
    is_assessed: Flags
    verified_level: Integers


def estimate_levels(pieces: Pieces) -> Estimates:
    pieces = _without_outgrown(pieces)
    width = int(pieces.competency.max(initial=0)) + 1
    keys, cell = np.unique(pieces.learner * width + pieces.competency, return_inverse=True)
    variance = _variances(pieces, cell)
    precision = 1 / PRIOR_VARIANCE + np.bincount(cell, 1 / variance, minlength=keys.size)
    pull = np.bincount(cell, (pieces.value - _BIAS[pieces.kind]) / variance, minlength=keys.size)
    mean = (PRIOR_MEAN / PRIOR_VARIANCE + pull) / precision
    sd = np.asarray(precision**-0.5, dtype=np.float64)
    is_assessed = np.bincount(cell, _IS_DIRECT[pieces.kind], minlength=keys.size) > 0
    return Estimates(
        learner=keys // width,
        competency=keys % width,
        mean=mean,
        sd=sd,
        is_assessed=is_assessed,
        verified_level=_verified_levels(mean, sd, is_assessed),
    )


def _without_outgrown(pieces: Pieces) -> Pieces:
    """levels.is_outgrown for all pieces at once: one pass for each ceiling that occurs."""
    _, group = np.unique(np.stack([pieces.learner, pieces.competency, pieces.kind]), axis=1, return_inverse=True)
    is_outgrown = np.zeros(pieces.value.size, dtype=bool)
    for ceiling in np.unique(pieces.ceiling):
        best_beyond = np.full(group.max(initial=-1) + 1, -np.inf)
        beyond = pieces.ceiling > ceiling
        np.maximum.at(best_beyond, group[beyond], pieces.value[beyond])
        is_outgrown |= (pieces.ceiling == ceiling) & (pieces.value >= ceiling - 1) & (best_beyond[group] > pieces.value)
    kept = ~is_outgrown
    return Pieces(**{part.name: getattr(pieces, part.name)[kept] for part in fields(pieces)})


def probabilities(mean: Numbers, sd: Numbers, level: ArrayLike) -> Numbers:
    """That the true level is at least `level`, entry by entry."""
    return np.asarray(ndtr((mean - (np.asarray(level) - 0.5)) / sd))


def _variances(pieces: Pieces, cell: Integers) -> Numbers:
    of_one_kind = cell * len(KIND_NUMBER) + pieces.kind
    same = np.bincount(of_one_kind)[of_one_kind] if of_one_kind.size else np.empty(0)
    ageing = 1 + np.maximum(pieces.age_months, 0.0) / pieces.half_life_months
    return np.asarray(_VARIANCE[pieces.kind] * ageing * (1 + (same - 1) * _DEPENDENCE[pieces.kind]))


def _verified_levels(mean: Numbers, sd: Numbers, is_assessed: Flags) -> Integers:
    # Probabilities fall with the level, so the number of levels reached is the highest of them.
    reached = sum((probabilities(mean, sd, level) >= PLANNING).astype(np.int64) for level in LEVELS)
    return np.where(is_assessed, reached, 0)
