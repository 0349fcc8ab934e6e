"""Estimated difficulties and discriminations, against published values and against another program."""

import warnings

import numpy as np
import pytest

from assessments.domain.calibration.estimates import CannotEstimate
from assessments.domain.calibration.rasch import fit_rasch
from assessments.domain.calibration.two_parameter import fit_two_parameter
from tests.assessments.domain.lsat import LSAT6, LSAT7, marks, simulated


def test_rasch_with_slope_one_gives_the_published_values_of_lsat6():
    found = fit_rasch(marks(LSAT6), slope=1.0)
    assert found.difficulties == pytest.approx([-2.8720, -1.0630, -0.2576, -1.3881, -2.2188], abs=1e-4)
    assert found.difficulty_errors == pytest.approx([0.1287, 0.0821, 0.0766, 0.0865, 0.1048], abs=1e-4)
    assert found.log_likelihood == pytest.approx(-2473.054, abs=1e-3)


def test_a_common_slope_gives_the_published_values_of_lsat6():
    found = fit_rasch(marks(LSAT6))
    assert found.discriminations == pytest.approx([0.7551] * 5, abs=1e-4)
    assert found.discrimination_errors == pytest.approx([0.0694] * 5, abs=1e-4)
    assert found.difficulties == pytest.approx([-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=2e-4)
    assert found.difficulty_errors == pytest.approx([0.3266, 0.1422, 0.0977, 0.1691, 0.2510], abs=1e-4)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=1e-3)


def test_two_parameters_give_the_published_values_of_lsat6():
    found = fit_two_parameter(marks(LSAT6))
    assert found.discriminations == pytest.approx([0.8257, 0.7227, 0.8909, 0.6884, 0.6569], abs=2e-4)
    assert found.difficulties == pytest.approx([-3.3588, -1.3701, -0.2797, -1.8664, -3.1259], abs=3e-4)
    assert found.log_likelihood == pytest.approx(-2466.65, abs=5e-3)


def test_two_parameters_give_the_published_values_of_lsat7():
    found = fit_two_parameter(marks(LSAT7))
    assert found.discriminations == pytest.approx([0.988, 1.081, 1.706, 0.765, 0.736], abs=2e-3)
    intercepts = -found.difficulties * found.discriminations
    assert intercepts == pytest.approx([1.856, 0.808, 1.804, 0.486, 1.855], abs=2e-3)
    assert found.log_likelihood == pytest.approx(-2658.805, abs=1e-3)


def test_girth_finds_the_same_on_the_same_data():
    girth = pytest.importorskip("girth")
    answers, *_ = simulated(800, 10, seed=3)
    ours = fit_two_parameter(answers)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own making, about numpy
        theirs = girth.twopl_mml(answers.T.astype(int))
        common = girth.onepl_mml(answers.T.astype(int))
    assert ours.difficulties == pytest.approx(theirs["Difficulty"], abs=0.05)
    assert ours.discriminations == pytest.approx(theirs["Discrimination"], abs=0.05)
    assert fit_rasch(answers).difficulties == pytest.approx(common["Difficulty"], abs=0.05)


def test_items_that_people_did_not_meet_leave_the_truth_where_it_is():
    answers, difficulties, discriminations = simulated(6000, 30, seed=5)
    drawn = np.random.default_rng(6).random(answers.shape).argsort(axis=1) < 12
    found = fit_two_parameter(np.where(drawn, answers, np.nan))
    off = (found.difficulties - difficulties) / found.difficulty_errors
    assert 0.7 < off.std() < 1.3
    assert np.abs(off).max() < 4
    assert (found.discriminations - discriminations) / found.discrimination_errors == pytest.approx([0] * 30, abs=4)


def test_what_all_or_none_know_has_no_finite_difficulty():
    answers, *_ = simulated(50, 4, seed=1)
    answers[:, 2] = 1.0
    for fit in (fit_rasch, fit_two_parameter):
        with pytest.raises(CannotEstimate):
            fit(answers)


def test_marks_beyond_one_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        fit_rasch(np.full((10, 3), 2.0))
