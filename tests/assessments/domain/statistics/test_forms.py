"""Reliability, consistency and fairness, against published or independently computed values."""

from math import comb

import numpy as np
import pytest
from scipy.special import betaln

from assessments.domain.statistics.consistency import consistency_of
from assessments.domain.statistics.dif import dif_of
from assessments.domain.statistics.mantel_haenszel import Class, mantel_haenszel
from assessments.domain.statistics.reliability import error_at, items_for, of_drawn_forms, of_fixed_form
from tests.assessments.domain.lsat import LSAT6, LSAT7, marks


@pytest.mark.parametrize(("section", "alpha", "kr21"), [(LSAT6, 0.294997, 0.196441), (LSAT7, 0.453409, 0.415044)])
def test_reliability_of_the_law_school_test(section, alpha, kr21):
    answers = marks(section)
    assert of_fixed_form(answers).coefficient == pytest.approx(alpha, abs=1e-6)
    drawn = of_drawn_forms(answers.sum(axis=1), (answers**2).sum(axis=1), np.full(1000, 5.0))
    assert drawn.coefficient == pytest.approx(kr21, abs=1e-6)
    assert drawn.error == pytest.approx(np.sqrt(np.mean([error_at(x, 5) ** 2 for x in answers.sum(axis=1)])))


def test_reliability_of_drawn_forms_is_the_correlation_of_two_draws():
    rng = np.random.default_rng(1)
    ability, items = rng.normal(size=4000), rng.normal(size=400)

    def sit():
        drawn = rng.integers(0, 400, (4000, 30))
        return (rng.random((4000, 30)) < 1 / (1 + np.exp(items[drawn] - ability[:, None]))).astype(float)

    first, second = sit(), sit()
    found = of_drawn_forms(first.sum(axis=1), (first**2).sum(axis=1), np.full(4000, 30.0))
    assert found.coefficient == pytest.approx(np.corrcoef(first.sum(axis=1), second.sum(axis=1))[0, 1], abs=0.02)


def test_how_many_items_a_wanted_reliability_takes():
    assert items_for(0.60, 0.75, 20) == 40  # twice as long, by Spearman and Brown
    assert items_for(-0.1, 0.8, 20) is None


@pytest.mark.parametrize(("alpha", "beta", "length", "cut"), [(6.0, 3.0, 20, 0.6), (2.0, 2.0, 10, 0.5)])
def test_consistency_is_that_of_the_beta_binomial(alpha, beta, length, cut):
    """Huynh's model: two forms of `length` items are beta-binomial given one true score; summed here in closed form."""
    least = int(np.ceil(length * cut))
    joint = np.array(
        [
            [
                comb(length, x)
                * comb(length, y)
                * np.exp(betaln(alpha + x + y, beta + 2 * length - x - y) - betaln(alpha, beta))
                for y in range(length + 1)
            ]
            for x in range(length + 1)
        ]
    )
    agreement = joint[least:, least:].sum() + joint[:least, :least].sum()
    rate = joint[least:].sum()
    chance = rate**2 + (1 - rate) ** 2
    scores, weights = np.arange(length + 1) / length, joint.sum(axis=1)
    mean = (weights * scores).sum()
    variance = (weights * (scores - mean) ** 2).sum()
    reliability = length / (length + alpha + beta)  # KR-21 of a beta-binomial
    found = consistency_of(mean, variance, reliability=reliability, cut=cut)
    assert found.agreement == pytest.approx(agreement, abs=1e-4)
    assert found.kappa == pytest.approx((agreement - chance) / (1 - chance), abs=3e-4)
    assert found.accuracy + found.wrongly_passed + found.wrongly_failed == pytest.approx(1.0)
    assert found.accuracy > found.agreement


def test_scores_without_true_variance_have_no_consistency():
    assert consistency_of(0.5, 0.01, reliability=-0.2, cut=0.6) is None


# Admissions to Berkeley in 1973 (Bickel, Hammel & O'Connell 1975): department × men, women × admitted, rejected.
BERKELEY = [
    [[512, 313], [89, 19]],
    [[353, 207], [17, 8]],
    [[120, 205], [202, 391]],
    [[138, 279], [131, 244]],
    [[53, 138], [94, 299]],
    [[22, 351], [24, 317]],
]


def test_mantel_haenszel_gives_the_published_values():
    """R, `mantelhaen.test(UCBAdmissions)`: odds ratio with its interval, chi-square with continuity correction."""
    found = mantel_haenszel(np.array(BERKELEY, dtype=float))
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-6)
    half = 1.959964 * found.odds_ratio_se
    interval = found.odds_ratio * np.exp([-half, half])
    assert interval == pytest.approx([0.7719074, 1.0603298], abs=1e-6)
    assert found.chi_square == pytest.approx(1.4269, abs=1e-4)
    assert found.d_dif == pytest.approx(0.23537, abs=1e-4)
    assert found.kind is Class.A


def sample(disadvantage, people=3000):
    rng = np.random.default_rng(4)
    ability, focal = rng.normal(size=people), np.arange(people) % 2 == 0
    right = rng.random(people) < 1 / (1 + np.exp(-(ability - disadvantage * focal)))
    return dif_of(right, focal, np.round(ability * 2))


@pytest.mark.parametrize(("disadvantage", "kind"), [(0.0, Class.A), (0.5, Class.B), (2.0, Class.C)])
def test_an_item_that_is_harder_for_one_group_is_found(disadvantage, kind):
    found = sample(disadvantage)
    assert found.kind is kind
    assert found.d_dif == pytest.approx(-2.35 * disadvantage, abs=1.96 * found.d_dif_se)


def test_groups_below_a_hundred_are_not_compared():
    assert sample(0.0, people=198) is None
    assert sample(0.0, people=200) is not None
