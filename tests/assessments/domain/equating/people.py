"""Simulated people on two forms with known difficulties: seven of 32 items in common."""

import numpy as np

from assessments.domain.equating.answers import FormAnswers
from assessments.domain.equating.true_scores import true_scores

LENGTH, COMMON = 32, 7
ANCHORS = frozenset(range(COMMON))
VERSIONS = tuple(range(LENGTH))
REFERENCE_VERSIONS = (*range(COMMON), *range(100, 100 + LENGTH - COMMON))
_rng = np.random.default_rng(11)
SHARED = _rng.normal(0, 0.8, COMMON)
FORM = np.r_[SHARED, _rng.normal(0.4, 0.8, LENGTH - COMMON)]  # harder
REFERENCE = np.r_[SHARED, _rng.normal(0, 0.8, LENGTH - COMMON)]
TRUTH = true_scores(FORM, REFERENCE)


def marks(difficulties, people, rng, *, ability=0.0):
    abilities = rng.normal(ability, 1, people)
    return (rng.random((people, len(difficulties))) < 1 / (1 + np.exp(difficulties - abilities[:, None]))).astype(float)


def both_forms(people, seed, *, ability=0.5, form=FORM):
    """Who sits the form is better by `ability` logits than who sits the reference."""
    rng = np.random.default_rng(seed)
    return (
        FormAnswers(VERSIONS, marks(form, people, rng, ability=ability)),
        FormAnswers(REFERENCE_VERSIONS, marks(REFERENCE, people, rng)),
    )
