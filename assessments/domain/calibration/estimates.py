"""What an estimation of many items returns."""

from dataclasses import dataclass

import numpy as np

from .answers import Answers
from .curves import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """One entry an item. The unit is the spread of the abilities of those who answered, zero their mean."""

    difficulties: Array
    difficulty_errors: Array
    intercept_errors: Array  # of −difficulty · discrimination, which is in logits
    discriminations: Array
    discrimination_errors: Array
    log_likelihood: float
    has_converged: bool


class CannotEstimate(ValueError):
    """The answers do not determine what is asked of them."""


def check(answers: Answers) -> None:
    """Every item needs marks that differ: what all or none know has no finite difficulty."""
    if answers.marks.shape[1] < 2:
        raise CannotEstimate("one item alone does not tell difficulty from ability")
    shares = answers.shares
    if not np.all((shares > 0) & (shares < 1)):
        raise CannotEstimate("items that nobody or everybody knows have no finite difficulty")
