"""Much shown tasks answered right unusually fast beside fresh ones (Toton and Maynes, 2019).

Conditional scaling: times are compared among right answers to the same task only, so that neither its difficulty nor
its length matters.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import stats

from .sittings import FEWEST_ANSWERS, FEWEST_SITTINGS, Indicator, Silence, Sitting, Tested, silent

FEWEST_OF_EACH = 6  # right and timed answers of a sitting, to much shown tasks and to fresh ones
TIMES_AS_OFTEN = 2.0  # a task much shown was met at least so many times as often as a fresh one


def split(shown: Mapping[int, int]) -> tuple[set[int], set[int]]:
    """(much shown, fresh): upper and lower third by how many sittings met them; empty where they hardly differ."""
    if len(shown) < 3:
        return set(), set()
    low, high = np.quantile(list(shown.values()), [1 / 3, 2 / 3], method="inverted_cdf")
    if high < TIMES_AS_OFTEN * max(low, 1):
        return set(), set()
    return {task for task, count in shown.items() if count >= high}, {
        task for task, count in shown.items() if count <= low
    }


def judge_exposed(sittings: Sequence[Sitting], shown: Mapping[int, int]) -> Tested:
    """Welch's test of each sitting: are its scaled times on much shown tasks shorter than on fresh ones?"""
    timed = [one for one in sittings if one.times_count]
    if len(timed) < FEWEST_SITTINGS:
        return silent(Indicator.EXPOSED, Silence.FEW_SITTINGS)
    known, fresh = split(shown)
    if not known:
        return silent(Indicator.EXPOSED, Silence.NO_FRESH_ITEMS)
    norms = _norms(timed)
    keys, p, gaps = [], [], []
    for one in timed:
        scaled = {task: (time - norms[task][0]) / norms[task][1] for task, time in _right(one) if task in norms}
        of_known = [value for task, value in scaled.items() if task in known]
        of_fresh = [value for task, value in scaled.items() if task in fresh]
        if min(len(of_known), len(of_fresh)) >= FEWEST_OF_EACH:
            keys.append([one.key])
            p.append(stats.ttest_ind(of_known, of_fresh, equal_var=False, alternative="less").pvalue)
            gaps.append(float(np.mean(of_fresh) - np.mean(of_known)))
    if not keys:
        return silent(Indicator.EXPOSED, Silence.FEW_ANSWERS)
    return Tested(
        indicator=Indicator.EXPOSED,
        subjects=np.array(keys, dtype=np.int64),
        p=np.nan_to_num(np.array(p), nan=1.0),
        facts={"gap": np.array(gaps)},
    )


def _right(one: Sitting) -> list[tuple[int, float]]:
    """(task, logarithm of the seconds) of right answers."""
    return [
        (task, float(np.log(answer.seconds)))
        for task, answer in one.answers.items()
        if answer.seconds and answer.mark == 1.0
    ]


def _norms(sittings: Sequence[Sitting]) -> dict[int, tuple[float, float]]:
    """Task → mean and standard deviation among right answers."""
    times: dict[int, list[float]] = defaultdict(list)
    for one in sittings:
        for task, time in _right(one):
            times[task].append(time)
    found = {task: (float(np.mean(own)), float(np.std(own, ddof=1))) for task, own in times.items() if len(own) > 1}
    return {task: norm for task, norm in found.items() if len(times[task]) >= FEWEST_ANSWERS and norm[1] > 0}
