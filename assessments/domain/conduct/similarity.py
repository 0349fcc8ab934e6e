"""Identical wrong answers of two sittings: the generalised binomial test (van der Linden and Sotaridona, 2006).

The test asks how likely at least so many matches are, each task with its own chance. It is used here on the tasks that
both got wrong, so that knowing the same things is no match. The chance that a wrong answer is this option is taken from
the answers themselves, within thirds of the group by result and drawn towards the group as a whole; a nominal response
model would need far larger groups. The pair's own answers are among those counted, which makes chance look a little
more likely: the error is on the side of the candidates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .pairs import front, pairs_of
from .sittings import FEWEST_ANSWERS, FEWEST_SITTINGS, Indicator, Silence, Sitting, Tested, silent, tasks_in
from .tails import Floats, Ints, at_least

FEWEST_WRONG = 15  # wrong answers to a task, before they say how wrong answers are spread
FEWEST_COMMON = 8  # tasks that both got wrong
GROUPS = 3
WEIGHT_OF_ALL = 20.0  # answers that the group as a whole is worth within a third
NONE = -1


@dataclass(frozen=True, slots=True)
class Wrong:
    """Wrong options, as numbers: a row a sitting, a column a task, −1 where there is none."""

    chosen: Ints
    group: Ints  # of each sitting
    matching: Floats  # [group, group, task]: chance that two wrong answers are the same


def judge_similar(sittings: Sequence[Sitting]) -> Tested:
    if len(sittings) < FEWEST_SITTINGS:
        return silent(Indicator.SIMILAR, Silence.FEW_SITTINGS)
    wrong = _wrong(sittings)
    keys = np.array([one.key for one in sittings], dtype=np.int64)
    learners = np.array([one.learner for one in sittings], dtype=np.int64)
    subjects, p, same, common, expected = [], [], [], [], []
    for first, second in pairs_of(len(sittings)):
        both = (wrong.chosen[first] != NONE) & (wrong.chosen[second] != NONE)
        enough = (both.sum(axis=1) >= FEWEST_COMMON) & (learners[first] != learners[second])
        if not enough.any():
            continue
        one, other = first[enough], second[enough]
        columns, mask = front(both[enough])
        matches = (np.take_along_axis(wrong.chosen[one] == wrong.chosen[other], columns, axis=1) & mask).sum(axis=1)
        chances = np.take_along_axis(wrong.matching[wrong.group[one], wrong.group[other]], columns, axis=1) * mask
        subjects.append(np.stack([keys[one], keys[other]], axis=1))
        p.append(at_least(chances, matches))
        same.append(matches.astype(float))
        common.append(mask.sum(axis=1).astype(float))
        expected.append(chances.sum(axis=1))
    if not p:
        return silent(Indicator.SIMILAR, Silence.NO_PAIRS)
    return Tested(
        indicator=Indicator.SIMILAR,
        subjects=np.concatenate(subjects),
        p=np.concatenate(p),
        facts={
            "same": np.concatenate(same),
            "common": np.concatenate(common),
            "expected": np.concatenate(expected),
        },
    )


def same_wrong_answers(one: Sitting, other: Sitting) -> list[int]:
    """Tasks on which both chose the same wrong option."""
    return sorted(
        task
        for task, answer in one.answers.items()
        if answer.option is not None
        and answer.mark == 0.0
        and task in other.answers
        and other.answers[task].option == answer.option
    )


def _wrong(sittings: Sequence[Sitting]) -> Wrong:
    columns = tasks_in(sittings)
    chosen = np.full((len(sittings), len(columns)), NONE, dtype=np.int64)
    answered = np.zeros(len(columns), dtype=np.int64)
    options: list[dict[str, int]] = [{} for _ in columns]
    for row, one in enumerate(sittings):
        for task, answer in one.answers.items():
            column = columns[task]
            if answer.option is None or answer.mark is None:
                continue
            answered[column] += 1
            if answer.mark == 0.0:
                chosen[row, column] = options[column].setdefault(answer.option, len(options[column]))
    usable = (answered >= FEWEST_ANSWERS) & ((chosen != NONE).sum(axis=0) >= FEWEST_WRONG)
    chosen[:, ~usable] = NONE
    group = _thirds(np.array([one.share for one in sittings]))
    return Wrong(chosen, group, _matching(chosen, group, [len(own) for own in options]))


def _thirds(shares: Floats) -> Ints:
    ranks = np.argsort(np.argsort(shares, kind="stable"), kind="stable")
    thirds: Ints = (ranks * GROUPS // len(shares)).astype(np.int64)
    return thirds


def _matching(chosen: Ints, group: Ints, options: Sequence[int]) -> Floats:
    """One imagined answer is added to each option: what nobody has chosen yet is not impossible."""
    found = np.zeros((GROUPS, GROUPS, len(options)))
    for column, count in enumerate(options):
        if not count:
            continue
        own = np.stack([np.bincount(_known(chosen[group == one, column]), minlength=count) for one in range(GROUPS)])
        overall = (own.sum(axis=0) + 1.0) / (own.sum() + count)
        spread = (own + WEIGHT_OF_ALL * overall) / (own.sum(axis=1, keepdims=True) + WEIGHT_OF_ALL)
        found[:, :, column] = spread @ spread.T
    return found


def _known(values: Ints) -> Ints:
    known: Ints = values[values != NONE]
    return known
