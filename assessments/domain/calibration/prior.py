"""An item with few answers: the experts' judgement, moved as far as the answers can move it.

The judgement is Angoff's: the difficulty of an item that the borderline person gets right with probability p lies
ln(p / (1 − p)) below that person (domain brief 5.6).
"""

import numpy as np
from scipy.optimize import minimize_scalar

from .curves import Array

SPREAD_OF_JUDGEMENT = 1.0  # logits: how far experts are usually off
FARTHEST = 6.0  # logits from the judgement within which the answer is looked for


def judged_and_answered(marks: Array, beliefs: Array, abilities: Array, judged: float) -> tuple[float, float]:
    """The most probable difficulty under the prior N(`judged`, 1), and its standard error, both in logits.

    `marks` (people who met the item); `beliefs` (the same people, nodes) weigh the `abilities` (nodes), which stand on
    the scale of `judged`. What the beliefs rest on must not include this item.
    """

    def cost(difficulty: float) -> float:
        p = 1 / (1 + np.exp(difficulty - abilities))
        likelihood = marks[:, None] * p + (1 - marks[:, None]) * (1 - p)
        told = np.log((beliefs * likelihood).sum(axis=1)).sum()
        return float(0.5 * ((difficulty - judged) / SPREAD_OF_JUDGEMENT) ** 2 - told)

    bounds = (judged - FARTHEST, judged + FARTHEST)
    best = float(minimize_scalar(cost, bounds=bounds, method="bounded", options={"xatol": 1e-6}).x)
    step = 1e-3
    bend = (cost(best + step) - 2 * cost(best) + cost(best - step)) / step**2
    return best, float(1 / np.sqrt(bend))
