"""The validities estimated anew, from people of whom three or more kinds of evidence speak.

One true level behind all kinds makes the correlation of two kinds the product of their validities; so from three kinds
on, the validities follow from the correlations (method of moments). Errors that two kinds share would be taken for
validity: the figures are a proposal for people to weigh, never applied.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .level_model import EvidenceKind, LevelModel
from .levels_bulk import Integers, Numbers

FEWEST_PEOPLE = 100  # with three kinds or more; fewer say nothing
FEWEST_PAIRS = 50  # of two kinds, for their correlation to count
KINDS_NEEDED = 3
SAMPLES = 200
ROUNDS, ENOUGH = 500, 1e-8
LOWEST, HIGHEST = 0.05, 0.99


@dataclass(frozen=True, slots=True)
class Reestimate:
    kind: EvidenceKind
    people: int
    assumed: float
    validity: float | None  # None where too few people speak
    low: float = 0.0  # of the interval in which 90 of 100 samples of these people lie
    high: float = 0.0

    @property
    def differs(self) -> bool:
        return self.validity is not None and not self.low <= self.assumed <= self.high


def reestimate(
    values: Numbers, people: Integers, competencies: Integers, *, model: LevelModel, rng: np.random.Generator
) -> Sequence[Reestimate] | None:
    """`values`: a row for each person and competency, a column for each kind in the order of EvidenceKind, NaN where
    there is none. None where fewer than FEWEST_PEOPLE have three kinds.

    Samples are drawn of people, not of rows: what one person shows in two competencies is not independent.
    """
    rows = np.sum(~np.isnan(values), axis=1) >= KINDS_NEEDED
    values, people = _centred(values[rows], competencies[rows]), people[rows]
    known, place = np.unique(people, return_inverse=True)
    if known.size < FEWEST_PEOPLE:
        return None
    found = _validities(values, np.ones(len(values)))
    samples = np.array([_validities(values, _drawn(known.size, rng)[place]) for _ in range(SAMPLES)])
    lines = []
    for number, kind in enumerate(EvidenceKind):
        speaking = int(np.unique(people[~np.isnan(values[:, number])]).size)
        assumed = model.kinds[kind].validity
        is_enough = speaking >= FEWEST_PEOPLE and not np.isnan(samples[:, number]).any()
        if np.isnan(found[number]) or not is_enough:
            lines.append(Reestimate(kind, speaking, assumed, None))
            continue
        low, high = np.quantile(samples[:, number], [0.05, 0.95])
        lines.append(Reestimate(kind, speaking, assumed, float(found[number]), float(low), float(high)))
    return lines


def _drawn(count: int, rng: np.random.Generator) -> Numbers:
    """How often each of so many people is in a sample of as many."""
    return np.bincount(rng.integers(0, count, count), minlength=count).astype(np.float64)


def _centred(values: Numbers, competencies: Integers) -> Numbers:
    """Within each competency: that some are harder than others is no agreement."""
    found = values.copy()
    for one in np.unique(competencies):
        rows = competencies == one
        counts = np.maximum((~np.isnan(values[rows])).sum(axis=0), 1)
        found[rows] -= np.nansum(values[rows], axis=0) / counts
    return found


def _validities(values: Numbers, weights: Numbers) -> Numbers:
    """NaN for kinds without two others to compare with."""
    r, pairs = _correlations(values, weights)
    usable = ~np.isnan(r) & (pairs >= FEWEST_PAIRS)
    np.fill_diagonal(usable, False)
    while (lonely := (usable.sum(axis=1) < 2) & usable.any(axis=1)).any():
        usable[lonely, :] = usable[:, lonely] = False
    weight = np.where(usable, pairs, 0.0)
    r = np.where(usable, r, 0.0)
    found = np.full(r.shape[0], 0.6)
    for _ in range(ROUNDS):
        before = found.copy()
        for one in np.flatnonzero(usable.any(axis=1)):
            pull = np.sum(weight[one] * r[one] * found) / np.sum(weight[one] * found**2)
            found[one] = min(max(pull, LOWEST), HIGHEST)
        if np.abs(found - before).max() < ENOUGH:
            break
    return np.where(usable.any(axis=1), found, np.nan)


def _correlations(values: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Of each two kinds, over those who have both, and how many those are."""
    there = ~np.isnan(values)
    filled, weighted = np.where(there, values, 0.0), there * weights[:, None]
    pairs = weighted.T @ there
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (filled * weights[:, None]).T @ there / pairs  # of the row's kind, over those with the column's too
        second = (filled**2 * weights[:, None]).T @ there / pairs
        variance = second - mean**2
        covariance = (filled * weights[:, None]).T @ filled / pairs - mean * mean.T
        r = covariance / np.sqrt(variance * variance.T)
    return r, pairs
