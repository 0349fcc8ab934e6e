"""A panel of three worked by hand, and what counts beside the mean."""

import numpy as np
import pytest

from assessments.domain.standard_setting.angoff import compare_rounds, is_wide, spread, standard

# Totals 2.0, 2.4 and 2.2 of 4: mean 2.2; squared deviations .04 + .04 + 0, so SD = √.04 = .2 and SE = .2/√3.
RATINGS = np.array([[0.5, 0.6, 0.4, 0.5], [0.7, 0.7, 0.5, 0.5], [0.6, 0.65, 0.45, 0.5]])


def test_the_cut_is_the_mean_of_the_judges_totals():
    found = standard(RATINGS, [1, 1, 1, 1])
    assert found.totals == pytest.approx((2.0, 2.4, 2.2))
    assert (found.points, found.share) == pytest.approx((2.2, 0.55))
    assert found.standard_error == pytest.approx(0.2 / 3**0.5)


def test_an_item_counts_as_much_as_it_does_on_a_form():
    # Two items share one place of the form, so each counts half.
    found = standard(np.array([[0.2, 0.6, 0.9]]), [0.5, 0.5, 1])
    assert (found.points, found.possible) == pytest.approx((0.1 + 0.3 + 0.9, 2))


def test_one_judge_has_no_standard_error():
    assert standard(RATINGS[:1], [1, 1, 1, 1]).standard_error is None


@pytest.mark.parametrize(
    ("ratings", "points"),
    [
        (np.array([[0.5, np.nan]]), [1, 1]),
        (np.array([[0.5, 1.1]]), [1, 1]),
        (np.array([[0.5]]), [1, 1]),
        (np.empty((0, 2)), [1, 1]),
        (np.array([[0.5]]), [0]),
    ],
)
def test_what_is_no_table_of_shares_is_refused(ratings, points):
    with pytest.raises(ValueError, match=r"rating|items"):
        standard(ratings, points)


def test_a_quarter_apart_is_not_yet_wide():
    assert spread([0.5, 0.9, 0.6]) == pytest.approx(0.4)
    assert not is_wide([0.5, 0.75])
    assert not is_wide([0.1 + 0.2, 0.55])
    assert is_wide([0.5, 0.76])


def test_the_second_round_is_compared_with_the_first():
    first = np.array([[0.2, 0.5], [0.8, 0.5]])
    second = np.array([[0.4, 0.5], [0.6, 0.5]])
    compared = compare_rounds(first, second, [1, 1])
    assert (compared.moved, compared.wide_before, compared.wide_after) == (2, 1, 0)
    assert compared.cut_change == pytest.approx(0)
    # SE of two totals is half their distance: from .3 to .1.
    assert compared.error_change == pytest.approx(-0.2)
    with pytest.raises(ValueError, match="judge by judge"):
        compare_rounds(first, second[:1], [1, 1])
