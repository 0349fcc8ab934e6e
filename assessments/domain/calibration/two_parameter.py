"""The two-parameter model: items differ in difficulty and in how sharply they tell people apart.

Marginal maximum likelihood (Bock & Aitkin 1981) over standard normal abilities. A slope may come out near zero or below
it: that is what the answers say of such an item, and whoever uses the estimates has to turn it away.
"""

import numpy as np

from .answers import Answers
from .climbing import climb
from .curves import NODES, Array, Curves
from .estimates import Estimates, check
from .standard_errors import covariance, difficulty_errors

LARGEST_STEP = 1.0
STEEPEST_SLOPE = 8.0  # an item that splits people without error has no finite slope


def fit_two_parameter(marks: Array) -> Estimates:
    """Marks (people, items), NaN where missing."""
    answers = Answers.of(marks)
    check(answers)
    shares = answers.shares
    start = np.concatenate([np.log(shares / (1 - shares)), np.ones_like(shares)])
    summit = climb(lambda here: _step(answers, here), start)
    curves = _curves(summit.parameters)
    spread = covariance(answers, curves, answers.beliefs(curves))
    errors = np.sqrt(np.maximum(np.diag(spread), 0.0))
    count = len(shares)
    return Estimates(
        difficulties=curves.difficulties,
        difficulty_errors=difficulty_errors(curves, spread),
        intercept_errors=errors[:count],
        discriminations=curves.slopes,
        discrimination_errors=errors[count:],
        log_likelihood=summit.log_likelihood,
        has_converged=summit.has_converged,
    )


def _curves(parameters: Array) -> Curves:
    """From all intercepts, then all slopes."""
    intercepts, slopes = np.split(parameters, 2)
    return Curves(np.clip(slopes, -STEEPEST_SLOPE, STEEPEST_SLOPE), intercepts)


def _step(answers: Answers, here: Array) -> tuple[Array, float]:
    """One round of beliefs, then one step of Newton in every item by itself."""
    curves = _curves(here)
    beliefs = answers.beliefs(curves)
    surprise, at_nodes = answers.surprises(curves, beliefs)
    pull, tilt = surprise.sum(axis=1), surprise @ NODES
    h00, h01, h11 = at_nodes.sum(axis=1), at_nodes @ NODES, at_nodes @ NODES**2
    determinant = h00 * h11 - h01**2
    intercepts = (h11 * pull - h01 * tilt) / determinant
    slopes = (h00 * tilt - h01 * pull) / determinant
    moves = np.clip(np.concatenate([intercepts, slopes]), -LARGEST_STEP, LARGEST_STEP)
    return here + moves, beliefs.log_likelihood
