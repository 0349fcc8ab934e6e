"""A whole bank: for each item the richest model that its answers carry, on the scale on which experts judge.

Below 30 answers the judgement leads (`prior`), from 30 the difficulty is estimated (`rasch`), from 250 the
discrimination too (`two_parameter`): with 100 answers estimated discriminations are off by half their size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .answers import Answers
from .curves import NODES, Array, Curves
from .estimates import CannotEstimate, Estimates
from .prior import judged_and_answered
from .rasch import fit_rasch
from .two_parameter import fit_two_parameter

Places = NDArray[np.intp]

ANSWERS_FOR_RASCH = 30
ANSWERS_FOR_TWO_PARAMETERS = 250
ITEMS_FOR_A_SCALE = 3  # fewer do not tell ability from difficulty

# A slope beyond these shares of the mean says that the item misleads or leaks, not how sharp it is.
DISCRIMINATIONS = (0.25, 4.0)


class Model(StrEnum):
    EXPERT = "expert"
    RASCH = "rasch"
    TWO_PARAMETER = "two_parameter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEstimate:
    """In logits of the common scale; a discrimination of 1 is what the Rasch model gives to all items."""

    model: Model
    difficulty: float
    difficulty_se: float
    discrimination: float = 1.0
    discrimination_se: float | None = None
    responses: int


@dataclass(frozen=True, slots=True)
class BankEstimates:
    items: tuple[ItemEstimate | None, ...]  # None for an item that nobody has met
    shift: float  # logits between the mean of those who answered and the zero of the common scale


def estimate_bank(marks: Array, judged: Sequence[float]) -> BankEstimates:
    """Marks (people, items) with NaN where missing; `judged` difficulties on the common scale.

    The scale is linked by its mean: all items whose difficulty is estimated keep the mean of what experts judged.
    """
    experts = np.asarray(judged, dtype=np.float64)
    answers = Answers.of(marks)
    counts = answers.seen.sum(axis=0).astype(int)
    rich = np.flatnonzero(_differ(answers) & (counts >= ANSWERS_FOR_RASCH))
    if len(rich) < ITEMS_FOR_A_SCALE:
        raise CannotEstimate(f"fewer than {ITEMS_FOR_A_SCALE} items have {ANSWERS_FOR_RASCH} answers")
    rasch = fit_rasch(marks[:, rich])
    unit = float(rasch.discriminations[0])
    difficulties = rasch.difficulties * unit
    shift = float((experts[rich] - difficulties).mean())
    found: list[ItemEstimate | None] = [None] * len(counts)
    for place, item in enumerate(rich):
        found[item] = ItemEstimate(
            model=Model.RASCH,
            difficulty=float(difficulties[place]) + shift,
            difficulty_se=float(rasch.intercept_errors[place]),
            responses=int(counts[item]),
        )
    richest = rich[counts[rich] >= ANSWERS_FOR_TWO_PARAMETERS]
    if len(richest) >= ITEMS_FOR_A_SCALE:
        _sharpen(found, richest, fit_two_parameter(marks[:, richest]), unit=unit, shift=shift)
    _judge(found, answers, experts, curves=_known(rasch, rich, len(counts)), shift=shift)
    return BankEstimates(tuple(found), shift)


def _differ(answers: Answers) -> NDArray[np.bool_]:
    """Items that some know and some do not."""
    earned = answers.marks.sum(axis=0)
    return np.asarray((earned > 0) & (earned < answers.seen.sum(axis=0)))


def _sharpen(found: list[ItemEstimate | None], items: Places, fit: Estimates, *, unit: float, shift: float) -> None:
    """Replace Rasch estimates where the answers tell the discrimination.

    The same people answered both times. Their abilities have mean zero and, in the Rasch model's logits, the spread
    `unit`; carried over, that puts both kinds of estimates on one scale.
    """
    if not fit.has_converged:
        return
    discriminations = fit.discriminations / unit
    low, high = DISCRIMINATIONS
    for place in np.flatnonzero((discriminations >= low) & (discriminations <= high)):
        former = found[items[place]]
        found[items[place]] = ItemEstimate(
            model=Model.TWO_PARAMETER,
            difficulty=float(fit.difficulties[place]) * unit + shift,
            difficulty_se=float(fit.difficulty_errors[place]) * unit,
            discrimination=float(discriminations[place]),
            discrimination_se=float(fit.discrimination_errors[place]) / unit,
            responses=former.responses if former else 0,
        )


def _known(rasch: Estimates, items: Places, count: int) -> Curves:
    """The estimated curves in their places among all items; the others are flat and tell nothing of ability."""
    slopes, intercepts = np.zeros(count), np.zeros(count)
    slopes[items] = rasch.discriminations
    intercepts[items] = -rasch.difficulties * rasch.discriminations
    return Curves(slopes, intercepts)


def _judge(found: list[ItemEstimate | None], answers: Answers, experts: Array, *, curves: Curves, shift: float) -> None:
    """The items that have answers, but too few."""
    beliefs = answers.beliefs(curves).weights
    abilities = NODES * float(curves.slopes.max()) + shift
    for item in np.flatnonzero(answers.seen.sum(axis=0)):
        if found[item] is not None:
            continue
        met = answers.seen[:, item] > 0
        difficulty, error = judged_and_answered(answers.marks[met, item], beliefs[met], abilities, float(experts[item]))
        found[item] = ItemEstimate(
            model=Model.EXPERT, difficulty=difficulty, difficulty_se=error, responses=int(met.sum())
        )
