"""Response-time effort (Wise and Kong, 2005): how many tasks were answered faster than they can be read."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from .sittings import FEWEST_ANSWERS, FEWEST_SITTINGS, Indicator, Silence, Sitting, Tested, silent
from .tails import at_least

FEWEST_TASKS = 10  # timed ones of a sitting
LONGEST_THRESHOLD = 10.0  # seconds
SHARE_OF_MEAN = 0.1


def thresholds(sittings: Sequence[Sitting]) -> dict[int, tuple[float, float]]:
    """Task → (seconds below which an answer is rapid, chance of a rapid answer in the group).

    One rapid and one slow answer are added to each task: where nobody was rapid yet, that is no proof that it is
    impossible.
    """
    times: dict[int, list[float]] = defaultdict(list)
    for one in sittings:
        for task, answer in one.answers.items():
            if answer.seconds is not None:
                times[task].append(answer.seconds)
    found = {}
    for task, known in times.items():
        if len(known) >= FEWEST_ANSWERS:
            limit = min(LONGEST_THRESHOLD, SHARE_OF_MEAN * sum(known) / len(known))
            found[task] = limit, (sum(time < limit for time in known) + 1) / (len(known) + 2)
    return found


def judge_effort(sittings: Sequence[Sitting]) -> Tested:
    """Is the number of rapid answers more than chance, by how often each task is answered rapidly in the group?"""
    timed = [one for one in sittings if one.times_count]
    if len(timed) < FEWEST_SITTINGS:
        return silent(Indicator.EFFORT, Silence.FEW_SITTINGS)
    limits = thresholds(timed)
    rows = []
    for one in timed:
        known = [
            (limits[task][1], answer.seconds < limits[task][0])
            for task, answer in one.answers.items()
            if answer.seconds is not None and task in limits
        ]
        if len(known) >= FEWEST_TASKS:
            rows.append((one.key, known))
    if not rows:
        return silent(Indicator.EFFORT, Silence.FEW_ANSWERS)
    chances = np.zeros((len(rows), max(len(known) for _, known in rows)))
    for row, (_, known) in enumerate(rows):
        chances[row, : len(known)] = [chance for chance, _ in known]
    rapid = np.array([sum(is_rapid for _, is_rapid in known) for _, known in rows], dtype=np.int64)
    return Tested(
        indicator=Indicator.EFFORT,
        subjects=np.array([[key] for key, _ in rows], dtype=np.int64),
        p=at_least(chances, rapid),
        facts={
            "rapid": rapid.astype(float),
            "timed": np.array([len(known) for _, known in rows], dtype=float),
            "expected": chances.sum(axis=1),
        },
    )
