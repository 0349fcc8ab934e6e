"""1 − entropy ÷ most, against numbers by hand, and what the jackknife is for."""

from math import log

import numpy as np
import pytest

from assessments.domain.casework.consistency import consistency


def test_all_alike_is_one_and_all_options_equally_often_is_nothing():
    assert consistency([30], 4).value == 1
    assert consistency([30, 0, 0], 3).value == 1
    assert consistency([1000, 1000, 1000, 1000], 4).value == pytest.approx(0, abs=0.001)


def test_three_to_one_of_two_by_hand():
    entropy = -(0.75 * log(0.75) + 0.25 * log(0.25))
    found = consistency([7500, 2500], 2)
    assert found.value == pytest.approx(1 - entropy / log(2), abs=0.001)
    assert found.low < found.value < found.high


def test_the_jackknife_by_leaving_out_each_of_four():
    # 3 + 1 of two options: without one of three 2 + 1, without the one 3.
    def h(*shares):
        return -sum(share * log(share) for share in shares)

    whole, leaves = h(0.75, 0.25), [h(2 / 3, 1 / 3)] * 3 + [0.0]
    expected = 4 * whole - 3 * sum(leaves) / 4
    assert consistency([3, 1], 2).value == pytest.approx(max(0, 1 - expected / log(2)))


def test_it_takes_two_people_and_two_options():
    assert consistency([], 3) is None
    assert consistency([1], 3) is None
    assert consistency([9, 1], 1) is None


def test_on_average_it_is_closer_to_the_truth_than_the_plain_entropy():
    shares, random = [0.5, 0.3, 0.2], np.random.default_rng(7)
    truth = 1 + sum(share * log(share) for share in shares) / log(3)
    samples = [[int(one) for one in random.multinomial(20, shares)] for _ in range(400)]
    ours = np.mean([consistency(one, 3).value for one in samples])
    plain = np.mean([1 + sum(c / 20 * log(c / 20) for c in one if c) / log(3) for one in samples])
    assert abs(ours - truth) < abs(plain - truth)


def test_nine_intervals_in_ten_hold_the_truth():
    shares, random = [0.6, 0.3, 0.1], np.random.default_rng(11)
    truth = 1 + sum(share * log(share) for share in shares) / log(3)
    found = [consistency([int(one) for one in random.multinomial(100, shares)], 3) for _ in range(500)]
    assert 0.85 <= np.mean([one.low <= truth <= one.high for one in found]) <= 0.95
