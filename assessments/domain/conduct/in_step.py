"""The same way through a paper at the same time, by two people whose tasks were shuffled for each of them.

Shuffled papers make the order in which two people meet the same tasks independent, whatever else they have in common.
What is left is that people put off hard tasks: the mean moment at which the group answers a task is taken off first.
Then Kendall's statistic has its exact distribution. Only sittings that ran at the same time are compared.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .pairs import front, pairs_of
from .sittings import FEWEST_ANSWERS, FEWEST_SITTINGS, Indicator, Silence, Sitting, Tested, silent, tasks_in
from .tails import Floats, Ints, agreement_tails

FEWEST_COMMON = 12
OVERLAP = 0.5  # of the shorter sitting
EQUAL = 1e-9


def judge_in_step(sittings: Sequence[Sitting]) -> Tested:
    timed = [one for one in sittings if one.times_count]
    if len(timed) < FEWEST_SITTINGS:
        return silent(Indicator.IN_STEP, Silence.FEW_SITTINGS)
    moments = _moments(timed)
    began, ended = np.array([one.began for one in timed]), np.array([one.ended for one in timed])
    keys = np.array([one.key for one in timed], dtype=np.int64)
    learners = np.array([one.learner for one in timed], dtype=np.int64)
    subjects, p, agreements, common = [], [], [], []
    for first, second in pairs_of(len(timed)):
        both = ~np.isnan(moments[first]) & ~np.isnan(moments[second])
        shared = np.minimum(ended[first], ended[second]) - np.maximum(began[first], began[second])
        shorter = np.minimum(ended[first] - began[first], ended[second] - began[second])
        fits = (learners[first] != learners[second]) & (shared >= OVERLAP * shorter)
        fits &= both.sum(axis=1) >= FEWEST_COMMON
        if not fits.any():
            continue
        one, other = first[fits], second[fits]
        columns, mask = front(both[fits])
        length = mask.sum(axis=1)
        agreeing = _agreeing(_ordered(moments[one], columns, mask), _ordered(moments[other], columns, mask))
        subjects.append(np.stack([keys[one], keys[other]], axis=1))
        p.append(_tails(length, agreeing))
        agreements.append(2 * agreeing / (length * (length - 1)))
        common.append(length.astype(float))
    if not p:
        return silent(Indicator.IN_STEP, Silence.NO_PAIRS)
    return Tested(
        indicator=Indicator.IN_STEP,
        subjects=np.concatenate(subjects),
        p=np.concatenate(p),
        facts={"agreeing": np.concatenate(agreements), "common": np.concatenate(common)},
    )


def _moments(sittings: Sequence[Sitting]) -> Floats:
    """When each task was answered, beside when the group answers it; nan where either is unknown."""
    columns = tasks_in(sittings)
    found = np.full((len(sittings), len(columns)), np.nan)
    for row, one in enumerate(sittings):
        for task, answer in one.answers.items():
            if answer.moment is not None:
                found[row, columns[task]] = answer.moment
    found[:, (~np.isnan(found)).sum(axis=0) < FEWEST_ANSWERS] = np.nan
    counts = np.maximum((~np.isnan(found)).sum(axis=0), 1)
    centred: Floats = found - np.nansum(found, axis=0) / counts
    return centred


def _ordered(moments: Floats, columns: Ints, mask: NDArray[np.bool_]) -> Floats:
    return np.where(mask, np.take_along_axis(moments, columns, axis=1), np.nan)


def _agreeing(first: Floats, second: Floats) -> Ints:
    """For each row, how many pairs of its tasks stand in the same order on both sides; a tie agrees with nothing."""
    found = np.zeros(len(first), dtype=np.int64)
    for task in range(first.shape[1] - 1):
        one = first[:, task + 1 :] - first[:, task : task + 1]
        other = second[:, task + 1 :] - second[:, task : task + 1]
        with np.errstate(invalid="ignore"):
            found += (((one > EQUAL) & (other > EQUAL)) | ((one < -EQUAL) & (other < -EQUAL))).sum(axis=1)
    return found


def _tails(length: Ints, agreeing: Ints) -> Floats:
    found = np.ones(len(length))
    for size in np.unique(length):
        rows = length == size
        found[rows] = agreement_tails(int(size))[size * (size - 1) // 2 - agreeing[rows]]
    return found
