from dataclasses import replace

import pytest

from assessments.domain.standard_setting.consequences import consequences
from assessments.domain.standard_setting.requirements import (
    Breach,
    Proposed,
    breaches,
    error_of_measurement,
    is_precise,
)

SOUND = Proposed(
    judges=6,
    level=2,
    recommended=0.6,
    standard_error=0.03,
    measurement_error=0.09,
    shift=0.0,
    has_reason=False,
)


def test_the_error_of_measurement_follows_the_binomial():
    # Lord (1957): 50 of 100 items, √(50 · 50 / 99) = 5.025 points.
    assert error_of_measurement(0.5, 100) == pytest.approx(0.05025, abs=1e-5)
    assert error_of_measurement(1.0, 30) == 0
    assert error_of_measurement(0.5, 1) is None


def test_unknown_is_neither_precise_nor_imprecise():
    assert is_precise(0.045, 0.09) is True
    assert is_precise(0.046, 0.09) is False
    assert is_precise(None, 0.09) is None
    assert is_precise(0.04, None) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"judges": 5}, [Breach.FEW_JUDGES]),
        ({"standard_error": 0.05}, [Breach.UNSURE]),
        ({"measurement_error": None}, []),
        ({"shift": -0.09, "has_reason": True}, []),
        ({"shift": -0.09}, [Breach.SHIFT_UNEXPLAINED]),
        ({"shift": 0.1, "has_reason": True}, [Breach.SHIFT_TOO_LARGE]),
        ({"shift": 0.01, "has_reason": True, "measurement_error": None}, [Breach.SHIFT_TOO_LARGE]),
        ({"recommended": 1.0}, [Breach.OFF_THE_SCALE, Breach.OUT_OF_ORDER]),
        ({"recommended": 0.4}, [Breach.OUT_OF_ORDER]),
    ],
)
def test_what_stands_against_a_cut(changes, expected):
    assert breaches(replace(SOUND, **changes), {1: 0.4, 3: 0.9}) == expected


def test_consequences_count_sittings_by_level():
    shares = [0.3] * 4 + [0.5] * 3 + [0.65] * 3
    (first, second) = consequences(shares, {1: 0.4}, {1: 0.3, 2: 0.65}) or []
    assert (first.reached_before, first.reached_after) == (6, 10)
    assert (second.before, second.reached_before, second.reached_after) == (None, None, 3)


def test_too_few_sittings_tell_nothing():
    assert consequences([0.5] * 9, {}, {2: 0.4}) is None
