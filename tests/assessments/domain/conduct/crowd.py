"""Simulated sittings of one shuffled paper: innocent ones, and pairs of which the second copies the first."""

import numpy as np

from assessments.domain.conduct.sittings import Answer, Sitting

TASKS = 40
PUT_OFF = 1.5  # logits of difficulty beyond ability from which half of the tasks are left for the end


def crowd(people, *, seed, copiers=0, copied=0.9, put_off=False, times_count=True):
    """The first 2 × `copiers` sittings are pairs: the odd one answers in step with the even one before it."""
    rng = np.random.default_rng(seed)
    difficulty, length = rng.normal(0, 1, TASKS), rng.normal(3.8, 0.4, TASKS)
    spread = rng.dirichlet([2, 2, 2], TASKS)  # of wrong answers
    sittings, before = [], None
    for number in range(people):
        ability, speed = rng.normal(), rng.normal(0, 0.3)
        right = rng.random(TASKS) < 1 / (1 + np.exp(difficulty - ability))
        options = ["a" if right[task] else "bcd"[rng.choice(3, p=spread[task])] for task in range(TASKS)]
        seconds = np.exp(length - speed + rng.normal(0, 0.5, TASKS))
        order = list(rng.permutation(TASKS))
        if put_off:
            late = rng.random(TASKS) < 1 / (1 + np.exp(ability + PUT_OFF - difficulty))
            order = sorted(order, key=lambda task, late=late: bool(late[task]))
        if number % 2 and number < 2 * copiers:
            order, seen = before[0], rng.random(TASKS) < copied
            options = [before[1][task] if seen[task] else options[task] for task in range(TASKS)]
            seconds = before[2] * np.exp(rng.normal(0, 0.2, TASKS))
        before = order, options, seconds
        sittings.append(_sitting(number, order, options, seconds, times_count))
    return sittings


def _sitting(number, order, options, seconds, times_count):
    over = np.cumsum(seconds[order])
    moments = {int(task): float(over[place] / over[-1]) for place, task in enumerate(order)}
    answers = {
        task: Answer(float(options[task] == "a"), options[task], float(seconds[task]), moments[task])
        for task in range(TASKS)
    }
    return Sitting(
        key=number,
        learner=number,
        began=0.0,
        ended=float(over[-1]),
        times_count=times_count,
        answers=answers,
        points=sum(one.mark for one in answers.values()),
        possible=TASKS,
    )
