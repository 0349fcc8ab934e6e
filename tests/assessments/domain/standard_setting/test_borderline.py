"""Checked against scipy and against Anscombe's (1973) first set, whose line is published: y = 3 + 0.5 x."""

import numpy as np
import pytest
from scipy import stats

from assessments.domain.standard_setting.borderline import NoLine, borderline_cut

ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]


def test_anscombes_line():
    found = borderline_cut(ANSCOMBE_X, ANSCOMBE_Y)
    assert (found.slope, found.intercept) == pytest.approx((0.5001, 3.0001), abs=1e-4)
    assert found.r_squared == pytest.approx(0.6665, abs=1e-4)
    assert found.cut == pytest.approx(4.0003, abs=1e-4)


def test_scipy_draws_the_same_line_with_the_same_error_at_the_borderline_grade():
    rng = np.random.default_rng(7)
    grades = rng.integers(2, 11, size=60) / 2  # means of two raters: 1 to 5 in halves
    scores = 30 + 14 * grades + rng.normal(0, 8, size=60)
    found = borderline_cut(grades, scores)
    # Moved so that the borderline grade lies at nought, the intercept is the cut and its error the cut's error.
    line = stats.linregress(grades - 2, scores)
    assert (found.slope, found.cut) == pytest.approx((line.slope, line.intercept))
    assert found.standard_error == pytest.approx(line.intercept_stderr)
    assert found.r_squared == pytest.approx(line.rvalue**2)
    assert found.cut == pytest.approx(58, abs=3 * found.standard_error)


@pytest.mark.parametrize(
    ("grades", "scores"),
    [([3, 3, 3], [50, 60, 70]), ([1, 3, 5], [80, 60, 40]), ([2, 4], [50, 70]), ([1, 3, 5], [50, 50, 50])],
)
def test_without_a_rising_line_there_is_no_cut(grades, scores):
    with pytest.raises(NoLine):
        borderline_cut(grades, scores)
