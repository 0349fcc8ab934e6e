import pytest

from analytics.domain.measures.loss import Chance
from analytics.domain.priority import priority, relative


def test_what_is_critical_short_and_about_to_be_lost_comes_first():
    usual = {"is_critical": False, "short": 10, "chance": Chance.UNLIKELY}
    assert priority(**usual) == 10
    assert priority(**{**usual, "is_critical": True}) == 30
    assert priority(**{**usual, "chance": Chance.LIKELY}) == 30
    assert priority(**{**usual, "short": 0}) == 0
    assert priority(**usual, volume=1.5) == 15


def test_a_chance_nobody_knows_is_the_middle_one():
    assert priority(is_critical=False, short=5, chance=None) == priority(
        is_critical=False, short=5, chance=Chance.POSSIBLE
    )


def test_volumes_have_a_say_only_where_all_are_known():
    assert relative([100.0, 300.0]) == pytest.approx([0.5, 1.5])
    assert relative([100.0, None]) == [None, None]
    assert relative([0.0, 0.0]) == [None, None]
    assert relative([]) == []
