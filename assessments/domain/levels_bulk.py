"""The level model of levels.py for many people at once; a property test keeps the two equal."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

from .level_model import EvidenceKind, LevelModel
from .levels import LEVELS

Integers = NDArray[np.int64]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

KIND_NUMBER = {kind: number for number, kind in enumerate(EvidenceKind)}


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

    def where(self, kept: Flags) -> "Pieces":
        return Pieces(**{part.name: getattr(self, part.name)[kept] for part in fields(self)})


@dataclass(frozen=True, slots=True)
class Estimates:
    """One entry a person and competency with any evidence, ordered by person, then competency."""

    learner: Integers
    competency: Integers
    mean: Numbers
    sd: Numbers
    is_assessed: Flags
    verified_level: Integers


@dataclass(frozen=True, slots=True)
class Table:
    """The kinds of a model as columns, by KIND_NUMBER."""

    variance: Numbers
    bias: Numbers
    dependence: Numbers
    is_direct: Flags

    @classmethod
    def of(cls, model: LevelModel) -> "Table":
        kinds = [model.kinds[kind] for kind in EvidenceKind]
        return cls(
            variance=np.array([kind.variance for kind in kinds]),
            bias=np.array([kind.bias for kind in kinds]),
            dependence=np.array([kind.dependence for kind in kinds]),
            is_direct=np.array([model.is_direct(kind) for kind in EvidenceKind]),
        )


@dataclass(frozen=True, slots=True)
class Cells:
    """Which piece belongs to which person and competency, without the pieces that are silent."""

    pieces: Pieces
    learner: Integers
    competency: Integers
    cell: Integers  # one entry a piece: its place in the two columns above

    @property
    def count(self) -> int:
        return int(self.learner.size)

    def sums(self, values: Numbers | Flags) -> Numbers:
        return np.asarray(np.bincount(self.cell, values, minlength=self.count), dtype=np.float64)


def estimate_levels(pieces: Pieces, model: LevelModel) -> Estimates:
    return estimate_cells(cells_of(pieces), model)


def estimate_cells(cells: Cells, model: LevelModel) -> Estimates:
    table, pieces, prior = Table.of(model), cells.pieces, model.prior
    variance = base_variances(cells, table) * ageing(pieces)
    precision = 1 / prior.variance + cells.sums(1 / variance)
    pull = cells.sums((pieces.value - table.bias[pieces.kind]) / variance)
    mean = (prior.mean / prior.variance + pull) / precision
    sd = np.asarray(precision**-0.5, dtype=np.float64)
    is_assessed = cells.sums(table.is_direct[pieces.kind]) > 0
    return Estimates(
        learner=cells.learner,
        competency=cells.competency,
        mean=mean,
        sd=sd,
        is_assessed=is_assessed,
        verified_level=_verified_levels(mean, sd, is_assessed, model.certainty.planning),
    )


def cells_of(pieces: Pieces) -> Cells:
    pieces = _without_outgrown(pieces)
    width = int(pieces.competency.max(initial=0)) + 1
    keys, cell = _numbered(pieces.learner * width + pieces.competency)
    return Cells(pieces, keys // width, keys % width, cell)


def base_variances(cells: Cells, table: Table) -> Numbers:
    """Of fresh pieces, with the dependence among those of one kind."""
    kind = cells.pieces.kind
    of_one_kind = cells.cell * len(KIND_NUMBER) + kind
    same = np.bincount(of_one_kind)[of_one_kind] if of_one_kind.size else np.empty(0)
    return np.asarray(table.variance[kind] * (1 + (same - 1) * table.dependence[kind]))


def ageing(pieces: Pieces) -> Numbers:
    return np.asarray(1 + np.maximum(pieces.age_months, 0.0) / pieces.half_life_months)


def probabilities(mean: Numbers, sd: Numbers, level: ArrayLike) -> Numbers:
    """That the true level is at least `level`, entry by entry."""
    return np.asarray(ndtr((mean - (np.asarray(level) - 0.5)) / sd))


def _without_outgrown(pieces: Pieces) -> Pieces:
    """levels.is_outgrown for all pieces at once: one pass for each ceiling that occurs."""
    ceilings = np.unique(pieces.ceiling)
    if ceilings.size < 2:
        return pieces
    width = int(pieces.competency.max(initial=0)) + 1
    _, group = _numbered((pieces.learner * width + pieces.competency) * len(KIND_NUMBER) + pieces.kind)
    is_outgrown = np.zeros(pieces.value.size, dtype=bool)
    for ceiling in ceilings[:-1]:
        best_beyond = np.full(group.max(initial=-1) + 1, -np.inf)
        beyond = pieces.ceiling > ceiling
        np.maximum.at(best_beyond, group[beyond], pieces.value[beyond])
        is_outgrown |= (pieces.ceiling == ceiling) & (pieces.value >= ceiling - 1) & (best_beyond[group] > pieces.value)
    return pieces.where(~is_outgrown)


def _numbered(keys: Integers) -> tuple[Integers, Integers]:
    """The different keys in order, and for each entry the place of its own. Cheap where the keys come in order."""
    if np.all(keys[1:] >= keys[:-1]):
        is_new = np.ones(keys.size, dtype=bool)
        is_new[1:] = keys[1:] != keys[:-1]
        return keys[is_new], np.cumsum(is_new) - 1
    found, place = np.unique(keys, return_inverse=True)
    return found, place


def _verified_levels(mean: Numbers, sd: Numbers, is_assessed: Flags, certainty: float) -> Integers:
    # The probability falls with the level, so the highest level reached follows from the quantile at once.
    highest = np.floor(mean + 0.5 - sd * ndtri(certainty)).astype(np.int64)
    return np.where(is_assessed, np.clip(highest, 0, max(LEVELS)), 0)
