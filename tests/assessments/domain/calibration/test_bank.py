"""Which model an item gets, and the scale on which all of them stand."""

import numpy as np
import pytest

from assessments.domain.calibration.bank import Model, estimate_bank
from assessments.domain.calibration.estimates import CannotEstimate
from assessments.domain.calibration.prior import judged_and_answered
from assessments.domain.calibration.scale import on_common_scale
from tests.assessments.domain.lsat import simulated

FEW, SOME = 12, 120


@pytest.fixture(scope="module")
def answers():
    """Twenty items; the first three were met by 12, by 120 and by nobody."""
    marks, difficulties, _ = simulated(1500, 20, seed=11)
    marks[FEW:, 0] = np.nan
    marks[SOME:, 1] = np.nan
    marks[:, 2] = np.nan
    return marks, difficulties


def test_each_item_gets_the_model_that_its_answers_carry(answers):
    marks, difficulties = answers
    found = estimate_bank(marks, difficulties).items
    assert [one and one.model for one in found[:4]] == [Model.EXPERT, Model.RASCH, None, Model.TWO_PARAMETER]
    assert [one and one.responses for one in found[:4]] == [FEW, SOME, None, 1500]
    assert found[1].discrimination == 1.0
    assert found[1].discrimination_se is None


def test_estimates_keep_the_mean_of_what_experts_judged(answers):
    marks, difficulties = answers
    judged = difficulties + 4.0
    items = estimate_bank(marks, judged).items
    rest = list(range(3, 20))
    estimated = np.array([items[place].difficulty for place in rest])
    errors = np.array([items[place].difficulty_se for place in rest])
    assert estimated.mean() == pytest.approx(judged[rest].mean(), abs=0.1)
    assert np.abs((estimated - judged[rest]) / errors).max() < 4


def test_an_item_against_which_the_strong_fail_keeps_the_plainer_model(answers):
    marks, difficulties = answers
    misleading = marks.copy()
    misleading[:, 19] = 1 - misleading[:, 19]
    assert estimate_bank(misleading, difficulties).items[19].model is Model.RASCH


def test_a_bank_with_few_answers_is_not_calibrated():
    marks, difficulties, _ = simulated(29, 20, seed=11)
    with pytest.raises(CannotEstimate):
        estimate_bank(marks, difficulties)


def test_answers_move_a_judgement_as_far_as_they_can():
    abilities, certain = np.array([-1.0, 0.0, 1.0]), np.tile([0.0, 1.0, 0.0], (20, 1))
    nothing = judged_and_answered(np.zeros(0), np.zeros((0, 3)), abilities, 0.7)
    assert nothing == pytest.approx((0.7, 1.0), abs=1e-3)
    difficulty, error = judged_and_answered(np.array([1.0] * 10 + [0.0] * 10), certain, abilities, 0.7)
    # Twenty answers of people at 0 speak for 0 with a precision of 20 / 4, the judgement for 0.7 with one of 1.
    assert difficulty == pytest.approx(0.7 / 6, abs=0.01)
    assert error == pytest.approx(1 / np.sqrt(6), abs=0.01)


def test_each_level_stands_further_up_the_common_scale():
    assert [on_common_scale(0.2, level) for level in (2, 3, 4)] == pytest.approx([-1.3, 0.2, 1.7])
