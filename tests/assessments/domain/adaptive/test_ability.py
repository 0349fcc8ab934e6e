"""The estimate against published figures, against catR's formulas, and against a plain integral."""

from itertools import product

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from assessments.domain.adaptive.ability import GRID, PRIOR, learn, level_at, normal

# Ten items (a, b) of the two-parameter model, in levels.
ITEMS = [
    (1.1, -1.8),
    (0.8, -0.9),
    (1.4, -0.3),
    (1.0, 0.0),
    (1.7, 0.4),
    (0.9, 0.9),
    (1.2, 1.3),
    (0.7, -1.2),
    (1.5, 1.9),
    (1.3, 0.1),
]


def right(a, b, c=0.0, d=1.0, at=GRID):
    return c + (d - c) / (1 + np.exp(-a * (at - b)))


def after(items, pattern):
    return learn(PRIOR, (right(*item) if x else 1 - right(*item) for item, x in zip(items, pattern, strict=True)))


@pytest.mark.parametrize(
    ("pattern", "mean", "se"),
    [("1011010110", 0.41236, 0.53076), ("1111111111", 1.99781, 0.62023), ("0000000000", -1.79086, 0.67055)],
)
def test_estimates_agree_with_the_formulas_of_catr(pattern, mean, se):
    """Reference: eapEst and eapSem of catR, computed with the port catpie 0.2.0. It has 33 points, the ends half."""
    belief = after(ITEMS, [int(x) for x in pattern])
    assert belief.mean == pytest.approx(mean, abs=2e-3)
    assert belief.se == pytest.approx(se, abs=2e-3)


def test_a_published_estimate():
    """The example of catR that the package adaptivetesting publishes: four parameters, answers 0 1 0."""
    items = [(1.32, -0.63, 0.17, 0.87), (1.07, 0.18, 0.10, 0.93), (0.84, -0.84, 0.19, 1.0)]
    assert after(items, [0, 1, 0]).mean == pytest.approx(-0.4565068, abs=5e-4)


@pytest.mark.parametrize("pattern", list(product((0, 1), repeat=3)))
def test_every_short_pattern_agrees_with_the_integral(pattern):
    items = ITEMS[3:6]

    def weight(theta):
        return norm.pdf(theta) * np.prod(
            [p if x else 1 - p for p, x in zip((right(*i, at=theta) for i in items), pattern, strict=True)]
        )

    total = quad(weight, -8, 8)[0]
    mean = quad(lambda t: t * weight(t), -8, 8)[0] / total
    belief = after(items, pattern)
    assert belief.mean == pytest.approx(mean, abs=1e-3)
    assert belief.at_least(3) == pytest.approx(quad(weight, 0, 8)[0] / total, abs=2e-3)


def test_levels_start_half_a_level_below_their_number():
    assert [level_at(value) for value in (-1.0, 0.49, 0.5, 2.49, 2.5, 4.5, 6.0)] == [0, 0, 1, 2, 3, 5, 5]
    assert PRIOR.on_level_scale == pytest.approx(2.5)


def test_the_range_told_widens_with_uncertainty():
    assert normal(0.5, 0.1).levels == (3, 3)
    assert normal(0.5, 0.6).levels == (2, 4)
