"""Bands are compared within the same work, with what chance allows; few people stay unnamed."""

from datetime import date

import numpy as np
import pytest

from analytics.domain.equity import AGE, audit, band_of, difference, strata_of, years_since

BANDS = ["young", "middle", "old"]


def test_ages_fall_into_bands_and_unknown_ones_into_none():
    years = np.array([34.99, 35.0, 49.9, 50.0, 70.0, np.nan])
    assert band_of(years, AGE).tolist() == [0, 1, 1, 2, 2, -1]
    assert years_since(date(2000, 3, 1), date(2025, 3, 1)) == pytest.approx(25, abs=0.01)
    assert np.isnan(years_since(None, date(2025, 3, 1)))


def test_a_difference_of_work_is_no_difference_of_age():
    """The old hold the hard post: they meet less of it, as everybody in it does."""
    stratum = np.repeat([0, 1], 100)
    inside = np.array([False] * 80 + [True] * 20 + [False] * 20 + [True] * 80)
    value = np.where(stratum == 0, 0.9, 0.3)
    found = difference(value, inside, stratum)
    assert value[inside].mean() - value[~inside].mean() == pytest.approx(-0.36)
    assert found.value == pytest.approx(0) and not found.is_notable


def test_a_difference_within_the_same_work_is_found_by_hand():
    """Strata of 20 + 20 and 10 + 30: weights 10 and 7.5, differences −.2 and −.1."""
    stratum = np.repeat([0, 1], 40)
    inside = np.array([True] * 20 + [False] * 20 + [True] * 10 + [False] * 30)
    value = np.concatenate([np.full(20, 0.4), np.full(20, 0.6), np.full(10, 0.5), np.full(30, 0.6)])
    found = difference(value, inside, stratum)
    assert found.value == pytest.approx((10 * -0.2 + 7.5 * -0.1) / 17.5)
    assert found.is_notable


def test_the_interval_holds_nine_times_in_ten_where_there_is_no_difference():
    draw = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        stratum = draw.integers(0, 6, 200)
        found = difference(draw.normal(0.5 + 0.05 * stratum, 0.2), draw.random(200) < 0.3, stratum)
        held += found.low <= 0 <= found.high
    assert 0.86 <= held / 400 <= 0.94


def test_too_few_people_are_not_compared():
    assert difference(np.ones(50), np.arange(50) < 9, np.zeros(50, dtype=int)) is None


def test_a_small_band_takes_a_neighbour_with_it():
    band = np.repeat([0, 1, 2], [9, 30, 60])
    found = audit(BANDS, band, stratum=np.zeros(99, int), assessed=np.ones(99), coverage=np.full(99, 0.5))
    assert [one.coverage for one in found] == [None, None, 0.5]
    assert [one.people for one in found] == [9, 30, 60]


def test_work_is_post_and_level():
    kinds = [("CC", "county"), ("CC", "city"), ("CC", "county")]
    assert strata_of(kinds, np.array([0, 1, 2, 0], dtype="i4")).tolist() == [0, 1, 0, 0]
