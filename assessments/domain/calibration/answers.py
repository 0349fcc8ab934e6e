"""Marks of many people on many items, and what a model of ability makes of them.

Nobody meets every item: a mark that is missing is NaN, and counts for nothing. Marks between 0 and 1 enter the
likelihood as such shares (a quasi-likelihood), so partial credit needs no model of its own.
"""

from dataclasses import dataclass

import numpy as np

from .curves import LOG_WEIGHTS, Array, Curves

# exp() of less yields denormal numbers, on which the very same sums take twenty times as long.
LOWEST_LOG_WEIGHT = -40.0


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What the answers say of people's abilities."""

    weights: Array  # (people, nodes), each row adds up to one
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class Answers:
    """Marks (people, items), zero where missing, beside ones where there is a mark."""

    marks: Array
    seen: Array

    @classmethod
    def of(cls, marks: Array) -> "Answers":
        """From marks from 0 to 1 with NaN where somebody did not meet an item."""
        seen = ~np.isnan(marks)
        held = np.where(seen, marks, 0.0)
        if held.size and (held.min() < 0 or held.max() > 1):
            raise ValueError("marks lie between 0 and 1")
        return cls(held, seen.astype(np.float64))

    @property
    def shares(self) -> Array:
        """Mean mark of each item."""
        return np.asarray(self.marks.sum(axis=0) / self.seen.sum(axis=0))

    def beliefs(self, curves: Curves) -> Beliefs:
        logits = curves.logits()
        log_wrong = -np.logaddexp(0.0, logits)
        joint = self.marks @ logits + self.seen @ log_wrong + LOG_WEIGHTS
        peak = joint.max(axis=1, keepdims=True)
        weights = np.exp(np.maximum(joint - peak, LOWEST_LOG_WEIGHT))
        total = weights.sum(axis=1, keepdims=True)
        return Beliefs(weights / total, float((peak + np.log(total)).sum()))

    def surprises(self, curves: Curves, beliefs: Beliefs) -> tuple[Array, Array]:
        """(items, nodes): marks beyond what the curves expect, and the information of the answers at each node."""
        p = curves.probabilities()
        met = self.seen.T @ beliefs.weights
        return self.marks.T @ beliefs.weights - met * p, met * p * (1 - p)
