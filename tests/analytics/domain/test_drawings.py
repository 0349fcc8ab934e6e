"""Drawings say what the figures say: places, lengths and order."""

import pytest

from analytics.domain.histogram import Column, draw_histogram
from analytics.domain.waterfall import Step, draw_waterfall


def test_each_step_begins_where_the_one_before_ends():
    drawn = draw_waterfall(Step("before", 58), [Step("learning", 7), Step("leavers", -3)], Step("now", 62))
    start, rise, fall, end = drawn.bars
    assert start.x == rise.x
    assert rise.x + rise.width == pytest.approx(fall.x + fall.width, abs=0.2)
    assert fall.x == end.x
    assert [bar.look for bar in drawn.bars] == ["whole", "rise", "fall", "whole"]
    assert [bar.label for bar in drawn.bars] == ["58 %", "+7", "−3", "62 %"]


@pytest.mark.parametrize(("start", "steps"), [(0, [0]), (100, [-100]), (3, [-3, 90]), (50, [-60, 55])])
def test_everything_lies_on_the_sheet(start, steps):
    end = start + sum(steps)
    drawn = draw_waterfall(Step("a", start), [Step("b", points) for points in steps], Step("c", end))
    assert all(drawn.left <= bar.x and bar.x + bar.width <= drawn.width for bar in drawn.bars)


def test_bars_of_a_histogram_are_as_long_as_their_counts():
    drawn = draw_histogram([Column(2, 10, 40), Column(3, 20, 0), Column(None, 5, 0)])
    first, second, last = drawn.bars
    assert second.height == pytest.approx(2 * first.height, abs=0.2)
    assert first.demand_height == pytest.approx(2 * second.height, abs=0.2)
    assert last.y + last.height == drawn.base


def test_an_empty_histogram_has_no_bars_and_no_error():
    assert draw_histogram([]).bars == []
    assert draw_histogram([Column(1, 0, 0)]).bars[0].height == 0
