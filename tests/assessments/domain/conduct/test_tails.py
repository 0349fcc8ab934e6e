"""Tails against independent software, an enumeration by hand, and printed tables."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from assessments.domain.conduct.tails import agreement_tails, at_least


def test_the_tail_of_unlike_chances_is_that_of_independent_software():
    rng = np.random.default_rng(7)
    chances = rng.random((50, 30))
    counts = rng.integers(0, 31, 50)
    theirs = [stats.poisson_binom.sf(count - 1, row) for count, row in zip(counts, chances, strict=True)]
    assert at_least(chances, counts) == pytest.approx(theirs, rel=1e-9, abs=1e-15)


def test_the_tail_of_unlike_chances_is_the_sum_over_all_outcomes():
    chances = [0.1, 0.25, 0.4, 0.7]
    exact = sum(
        np.prod([p if hit else 1 - p for p, hit in zip(chances, outcome, strict=True)])
        for outcome in product((0, 1), repeat=4)
        if sum(outcome) >= 3
    )
    assert at_least(np.array([chances]), np.array([3]))[0] == pytest.approx(exact)


def test_a_deep_tail_keeps_its_digits():
    assert at_least(np.full((1, 20), 0.25), np.array([20]))[0] == pytest.approx(0.25**20, rel=1e-9)


def test_padding_with_zeros_changes_nothing():
    padded = at_least(np.array([[0.3, 0.6, 0.0, 0.0]]), np.array([2]))
    assert padded[0] == pytest.approx(0.18)


# Kendall, Rank Correlation Methods (1970), appendix table 1: number of things, S, probability of at least S.
@pytest.mark.parametrize(
    ("things", "s", "printed"),
    [(4, 6, 0.042), (5, 8, 0.042), (5, 10, 0.0083), (8, 16, 0.031), (9, 20, 0.022), (10, 21, 0.036), (10, 27, 0.0083)],
)
def test_agreement_of_orders_is_that_of_the_printed_table(things, s, printed):
    discordant = (things * (things - 1) // 2 - s) // 2
    assert agreement_tails(things)[discordant] == pytest.approx(printed, rel=0.02)


def test_agreement_of_orders_is_that_of_independent_software():
    rng = np.random.default_rng(3)
    for _ in range(10):
        order = rng.permutation(15)
        theirs = stats.kendalltau(np.arange(15), order, method="exact", alternative="greater").pvalue
        discordant = sum(order[i] > order[j] for i in range(15) for j in range(i + 1, 15))
        assert agreement_tails(15)[discordant] == pytest.approx(theirs, rel=1e-9)
