"""Formulas against published figures, and against the same thing computed another way."""

import numpy as np
import pytest
from scipy.optimize import brentq, fsolve

from assessments.domain.equating.answers import FormAnswers
from assessments.domain.equating.circle_arc import circle_arc
from assessments.domain.equating.conversion import Conversion
from assessments.domain.equating.nominal_weights import synthetic_means
from assessments.domain.equating.true_scores import expected, true_scores


def people(count, points, on_anchors, *, length, anchors):
    """`count` people who all have these (mean) points: partial marks spread evenly."""
    marks = np.full((count, length), (points - on_anchors) / (length - anchors))
    marks[:, :anchors] = on_anchors / anchors
    return marks


def test_nominal_weights_means_of_the_published_example_of_kolen_and_brennan():
    """Forms X and Y of 36 items with 12 in common (Kolen & Brennan, Table 4.4; data KBneat of the R package equate).

    Means 15.8205 and 18.6728, on the common items 5.1063 and 5.8626, for 1655 and 1638 people: γ = 36/12 = 3.
    """
    form = FormAnswers(tuple(range(36)), people(1655, 15.8205, 5.1063, length=36, anchors=12))
    versions = (*range(12), *range(100, 124))
    reference = FormAnswers(versions, people(1638, 18.6728, 5.8626, length=36, anchors=12))
    form_mean, reference_mean = synthetic_means(form, reference, range(12))
    weight, gap = 1655 / 3293, 5.1063 - 5.8626
    assert form_mean == pytest.approx(15.8205 - (1 - weight) * 3 * gap, abs=1e-9)
    assert reference_mean == pytest.approx(18.6728 + weight * 3 * gap, abs=1e-9)
    # Whatever the weights, points are moved by what the groups differ on the forms beyond three times the anchors.
    assert reference_mean - form_mean == pytest.approx(18.6728 - 15.8205 + 3 * gap)
    assert reference_mean - form_mean == pytest.approx(0.5834, abs=1e-4)


@pytest.mark.parametrize(("form_mean", "reference_mean"), [(15.8, 16.4), (20.0, 18.5), (30.0, 31.0)])
def test_the_arc_is_the_circle_through_three_points(form_mean, reference_mean):
    """Centre and radius solved as equations, from the definition of Livingston & Kim (2009)."""
    length = 36

    def off(circle):
        x, y, radius = circle
        points = ((0, 0), (form_mean, reference_mean - form_mean), (length, 0))
        return [(px - x) ** 2 + (py - y) ** 2 - radius**2 for px, py in points]

    start = (length / 2, -150.0 if reference_mean > form_mean else 150.0, 150.0)
    x, y, radius = fsolve(off, start, xtol=1e-12)
    table = circle_arc(length, form_mean, reference_mean)
    points = np.arange(1, length)
    distances = np.hypot(points - x, (table - np.arange(length + 1))[1:-1] - y)
    assert distances == pytest.approx(abs(radius), rel=1e-6)
    assert (table[0], table[-1]) == (0, length)
    assert np.interp(form_mean, range(length + 1), table) == pytest.approx(reference_mean, abs=0.01)


def test_forms_that_are_alike_leave_every_point_as_it_is():
    assert circle_arc(10, 6.0, 6.0).tolist() == list(range(11))


def test_true_scores_belong_to_one_ability():
    rng = np.random.default_rng(2)
    form, reference = rng.normal(0.3, 1, 12), rng.normal(0, 1, 12)
    table = true_scores(form, reference)
    for points in range(1, 12):
        ability = brentq(lambda at, points=points: (1 / (1 + np.exp(form - at))).sum() - points, -30, 30)
        assert table[points] == pytest.approx((1 / (1 + np.exp(reference - ability))).sum(), abs=1e-6)
    assert true_scores(form, form) == pytest.approx(np.arange(13))
    # One logit harder throughout is one logit less able: the curve is the same, moved.
    moved = expected(form, np.array([brentq(lambda at: (1 / (1 + np.exp(form - at))).sum() - 6, -30, 30) + 1]))
    assert true_scores(form + 1, form)[6] == pytest.approx(moved[0])


def test_a_conversion_reads_between_its_points_and_back():
    conversion = Conversion.of([0, 1.5, 2.5, 3])
    assert conversion.points(1.5) == pytest.approx(2.0)
    assert conversion.share(0.5) == pytest.approx(2 / 3)
    assert conversion.own_share(2 / 3) == pytest.approx(0.5)
    assert conversion.own_cuts({2: 2 / 3, 3: 5 / 6}) == pytest.approx({2: 0.5, 3: 2 / 3})


@pytest.mark.parametrize("table", [[0], [0, 2, 1, 3], [0.2, 1, 2], [0, 1, 2.5], [0, 1, 1, 3]])
def test_what_does_not_rise_from_nothing_to_everything_is_no_conversion(table):
    with pytest.raises(ValueError, match="rises"):
        Conversion.of(table)
