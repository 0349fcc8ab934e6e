"""How sure an estimation is: the inverse of the observed information, by Louis (1982)."""

import numpy as np

from .answers import Answers, Beliefs
from .curves import NODES, Array, Curves


def covariance(answers: Answers, curves: Curves, beliefs: Beliefs) -> Array:
    """(2 × items, 2 × items), all intercepts first, then all slopes."""
    return np.asarray(np.linalg.pinv(information(answers, curves, beliefs), hermitian=True))


def information(answers: Answers, curves: Curves, beliefs: Beliefs) -> Array:
    """What complete data would tell, less what not knowing the abilities costs; arranged like `covariance`.

    The cost is the covariance of each person's score over their possible abilities: the mean of its square over the
    nodes, less the square of its mean.
    """
    powers = np.stack([np.ones_like(NODES), NODES, NODES**2])
    _, at_nodes = answers.surprises(curves, beliefs)
    count = len(curves.slopes)
    blocks = np.zeros((3, count, count))  # intercept × intercept, intercept × slope, slope × slope
    blocks[:, np.arange(count), np.arange(count)] = powers @ at_nodes.T
    for node, (p, weights) in enumerate(zip(curves.probabilities().T, beliefs.weights.T, strict=True)):
        rest = (answers.marks - answers.seen * p) * np.sqrt(weights)[:, None]
        blocks -= powers[:, node, None, None] * (rest.T @ rest)
    means = np.hstack(_mean_scores(answers, curves, beliefs))
    return np.asarray(np.block([[blocks[0], blocks[1]], [blocks[1].T, blocks[2]]]) + means.T @ means)


def difficulty_errors(curves: Curves, spread: Array) -> Array:
    """Standard errors of −intercept / slope, from a covariance arranged like `covariance`."""
    count = len(curves.slopes)
    rows = np.arange(count)
    by_intercept, by_slope = -1 / curves.slopes, curves.intercepts / curves.slopes**2
    variance = (
        by_intercept**2 * spread[rows, rows]
        + by_slope**2 * spread[rows + count, rows + count]
        + 2 * by_intercept * by_slope * spread[rows, rows + count]
    )
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)))


def _mean_scores(answers: Answers, curves: Curves, beliefs: Beliefs) -> tuple[Array, Array]:
    """Of intercepts and of slopes, each (people, items)."""
    p = curves.probabilities()
    abilities = beliefs.weights @ NODES
    intercepts = answers.marks - answers.seen * (beliefs.weights @ p.T)
    slopes = answers.marks * abilities[:, None] - answers.seen * (beliefs.weights @ (p * NODES).T)
    return intercepts, slopes
