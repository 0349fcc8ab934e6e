"""The Rasch model: items differ in difficulty alone. Marginal maximum likelihood (Bock & Aitkin 1981).

Abilities are standard normal, so all items share one slope: the spread of the abilities in logits.
"""

import numpy as np

from .answers import Answers
from .climbing import climb
from .curves import NODES, Array, Curves
from .estimates import Estimates, check
from .standard_errors import information

LARGEST_STEP = 1.0  # logits; keeps the first steps from overshooting


def fit_rasch(marks: Array, *, slope: float | None = None) -> Estimates:
    """Marks (people, items) with NaN where missing. `slope` fixes the common slope instead of estimating it."""
    answers = Answers.of(marks)
    check(answers)
    shares = answers.shares
    start = np.append(np.log(shares / (1 - shares)), 1.0 if slope is None else slope)
    summit = climb(lambda here: _step(answers, here, is_fixed=slope is not None), start)
    curves = _curves(summit.parameters)
    intercepts, common = curves.intercepts, float(summit.parameters[-1])
    spread = _covariance(answers, curves, is_fixed=slope is not None)
    variance = np.diag(spread)[:-1] / common**2
    variance = variance + intercepts**2 * spread[-1, -1] / common**4 - 2 * intercepts * spread[-1, :-1] / common**3
    return Estimates(
        difficulties=curves.difficulties,
        difficulty_errors=np.sqrt(np.maximum(variance, 0.0)),
        intercept_errors=np.sqrt(np.maximum(np.diag(spread)[:-1], 0.0)),
        discriminations=curves.slopes,
        discrimination_errors=np.full_like(intercepts, np.sqrt(max(spread[-1, -1], 0.0))),
        log_likelihood=summit.log_likelihood,
        has_converged=summit.has_converged,
    )


def _curves(parameters: Array) -> Curves:
    """From all intercepts, then the common slope."""
    return Curves(np.full(len(parameters) - 1, parameters[-1]), parameters[:-1])


def _step(answers: Answers, here: Array, *, is_fixed: bool) -> tuple[Array, float]:
    """One round of beliefs, then one step of Newton; the Hessian is a diagonal with a border, solved as such."""
    curves = _curves(here)
    beliefs = answers.beliefs(curves)
    surprise, at_nodes = answers.surprises(curves, beliefs)
    pull, hold = surprise.sum(axis=1), at_nodes.sum(axis=1)
    moves = np.zeros_like(here)
    if not is_fixed:
        border = at_nodes @ NODES
        corner = (at_nodes @ NODES**2).sum() - (border**2 / hold).sum()
        moves[-1] = ((surprise @ NODES).sum() - (border * pull / hold).sum()) / corner
        pull = pull - border * moves[-1]
    moves[:-1] = pull / hold
    return here + np.clip(moves, -LARGEST_STEP, LARGEST_STEP), beliefs.log_likelihood


def _covariance(answers: Answers, curves: Curves, *, is_fixed: bool) -> Array:
    """Of all intercepts and the common slope: slopes that move together add up their information."""
    count = len(curves.slopes)
    told = information(answers, curves, answers.beliefs(curves))
    if is_fixed:
        return np.pad(np.linalg.inv(told[:count, :count]), (0, 1))
    together = np.zeros((2 * count, count + 1))
    together[:count, :count] = np.eye(count)
    together[count:, -1] = 1.0
    return np.asarray(np.linalg.inv(together.T @ told @ together))
