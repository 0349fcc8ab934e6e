"""Theil's measure against numbers worked out by hand, its split, and what is said of it."""

from math import inf, log

import numpy as np
import pytest

from analytics.domain.divide.index import DivideIndex, divide_index, ratio
from analytics.domain.divide.levels import UnitFigure, Verdict, compare
from analytics.domain.divide.theil import POINT, decompose


def split(values, weights=None, starts=(0,)):
    """Of values as they are: the point that coverage gets is taken off before."""
    x = np.array([values], dtype=float) - POINT
    return decompose(x, np.array([weights or [1.0] * len(values)]), list(starts))


def test_one_and_three_by_hand():
    # μ = 2; ½ · ½ ln ½ + ½ · 1½ ln 1½
    assert split([1, 3]).total[0] == pytest.approx(0.25 * log(0.5) + 0.75 * log(1.5))
    assert split([1, 3]).total[0] == pytest.approx(0.130812, abs=1e-6)


def test_equal_units_have_none_and_one_that_has_all_has_the_logarithm_of_their_number():
    assert split([0.4] * 7).total[0] == pytest.approx(0)
    tiny = 1e-12
    assert split([tiny, tiny, tiny, 1.0]).total[0] == pytest.approx(log(4), abs=1e-9)


def test_a_weight_of_two_is_two_units():
    twice = split([0.2, 0.2, 0.7])
    assert split([0.2, 0.7], [2.0, 1.0]).total[0] == pytest.approx(twice.total[0])


def test_two_levels_by_hand():
    # Levels (1, 3) and (4, 8): means 2 and 6, mean of all 4.
    found = split([1, 3, 4, 8], starts=(0, 2))
    between = 0.5 * 0.5 * log(0.5) + 0.5 * 1.5 * log(1.5)
    inside = [0.130812, 0.5 * (4 / 6) * log(4 / 6) + 0.5 * (8 / 6) * log(8 / 6)]
    assert found.between[0] == pytest.approx(between)
    assert found.within[0] == pytest.approx(0.25 * inside[0] + 0.75 * inside[1], abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_between_and_within_add_up(seed):
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 9, size=4)
    starts = [0, *np.cumsum(sizes)[:-1]]
    x, weights = random.random((1, sizes.sum())), random.random((1, sizes.sum())) + 0.1
    found = decompose(x, weights, starts)
    ends = [*starts[1:], sizes.sum()]
    x = x + POINT
    mean = (weights * x).sum() / weights.sum()
    within = 0.0
    for start, end in zip(starts, ends, strict=True):
        part, w = x[0, start:end], weights[0, start:end]
        own = (w * part).sum() / w.sum()
        inside = (w / w.sum() * part / own * np.log(part / own)).sum()
        within += (w * part).sum() / (weights.sum() * mean) * inside
    assert found.between[0] + within == pytest.approx(found.total[0])
    assert found.within[0] >= -1e-12


def level(name, coverages, weight=20.0):
    return [UnitFigure(name, f"{name} {number}", one, weight) for number, one in enumerate(coverages)]


def test_a_divide_between_levels_is_called_that():
    units = level("province", [0.85, 0.88, 0.9, 0.86]) + level("county", [0.3, 0.33, 0.28, 0.31, 0.29, 0.35, 0.3])
    found = compare(units)
    assert found.verdict is Verdict.BETWEEN
    assert found.share_between > 0.9
    assert found.interval.low <= found.share_between <= found.interval.high
    assert ratio(found, "county", "province") == pytest.approx(0.354, abs=0.01)


def test_a_divide_inside_levels_is_called_that():
    mixed = [0.1, 0.9, 0.2, 0.8, 0.15, 0.95]
    assert compare(level("city", mixed) + level("county", mixed)).verdict is Verdict.WITHIN


def test_fewer_than_ten_units_have_means_and_no_verdict():
    found = compare(level("city", [0.5, 0.7]) + level("county", [0.2] * 7))
    assert (found.verdict, found.total, found.interval) == (Verdict.TOO_FEW, None, None)
    assert [(one.level, one.mean, one.interval) for one in found.levels] == [
        ("city", pytest.approx(0.6), None),
        ("county", pytest.approx(0.2), None),
    ]


def test_one_level_and_units_all_alike_say_so():
    assert compare(level("county", [0.2, 0.4] * 5)).verdict is Verdict.ONE_LEVEL
    assert compare(level("city", [0.4] * 5) + level("county", [0.4] * 5)).verdict is Verdict.ALIKE
    assert compare([]).mean is None


def test_the_same_figures_give_the_same_interval():
    units = level("city", [0.5, 0.7, 0.6]) + level("county", [0.2, 0.3, 0.5, 0.4, 0.1, 0.6, 0.35])
    assert compare(units) == compare(list(reversed(units)))


def test_no_coverage_at_all_is_no_failure():
    found = compare(level("city", [0.0] * 6) + level("county", [0.0, 0.1, 0.0, 0.2, 0.0, 0.0]))
    assert found.total is not None
    assert found.total < inf


def test_the_index_is_the_geometric_mean_of_three_known_parts():
    assert DivideIndex(0.5, 0.4, 0.8).value == pytest.approx((0.5 * 0.4 * 0.8) ** (1 / 3))
    assert DivideIndex(0.5, 0.4, None).value is None
    assert DivideIndex(None, 0.4, 0.9).value is None
    assert DivideIndex(0.9, 0.0, 0.9).value == 0


def test_parity_is_the_lowest_level_beside_the_highest():
    compared = compare(level("province", [0.8]) + level("city", [0.5]) + level("county", [0.6]))
    index = divide_index(compared, None)
    assert index.level_parity == pytest.approx(0.5 / 0.8)
    assert index.requirement_met == pytest.approx((0.8 + 0.5 + 0.6) / 3)
