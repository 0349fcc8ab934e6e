"""The attacker itself: what it must find, and what it must not claim."""

import pytest

from analytics.domain.attack.program import NothingFits
from analytics.domain.attack.published import PublishedCell, Staff
from analytics.domain.attack.recovery import recovered


def cell(leaves, **figures):
    return PublishedCell(leaves=frozenset(leaves), **figures)


def told(found):
    return {("".join(sorted(one.leaves)), one.state, one.is_so) for one in found}


def test_exact_counts_give_everybody_away_where_all_are_alike():
    found = recovered([cell("a", assessed=(15, 15), met=(15, 15))], {"a": Staff(15, 15.0)})
    assert told(found) == {("a", "met", True)}


def test_a_rounded_count_does_so_at_the_end_of_its_range():
    assert told(recovered([cell("a", gap=(13, 17))], {"a": Staff(13, 13.0)})) == {
        ("a", "gap", True),
        ("a", "met", False),
    }
    assert recovered([cell("a", gap=(13, 17))], {"a": Staff(14, 14.0)}) == []


def test_a_share_tells_of_everybody_where_it_leaves_room_for_nobody():
    assessed = {"a": Staff(20, 20.0, are_assessed=True)}
    assert told(recovered([cell("a", coverage=(0.99, 1.0))], assessed)) == {("a", "met", True)}
    assert told(recovered([cell("a", coverage=(0.0, 0.03))], assessed)) == {("a", "met", False)}
    assert recovered([cell("a", coverage=(0.9, 1.0))], assessed) == []


def test_counts_that_fill_each_other_up_tell_what_is_left():
    """33 + 3 of 36 leave nobody for the gap, and subtraction takes a small group out of a large one."""
    cells = [cell("ab", met=(12, 12), gap=(8, 8)), cell("a", met=(12, 12), gap=(3, 3))]
    staff = {"a": Staff(15, 15.0, are_assessed=True), "b": Staff(5, 5.0, are_assessed=True)}
    assert told(recovered(cells, staff)) == {("b", "gap", True), ("b", "met", False)}


def test_two_releases_tell_of_whoever_has_news_between_them():
    """`then` and `now` are the same person: twelve others stay as they were."""
    cells = [cell(["others", "then"], met=(6, 6)), cell(["others", "now"], met=(7, 7))]
    one = Staff(1, 1.0, are_assessed=True)
    staff = {"others": Staff(12, 12.0, are_assessed=True), "then": one, "now": one}
    assert told(recovered(cells, staff)) == {("then", "met", False), ("now", "met", True)}


def test_where_full_and_half_time_weigh_differently_each_is_tried():
    staff = {"a": Staff(10, 5.5, 0.5, 1.0, are_assessed=True)}
    found = recovered([cell("a", coverage=(0.96, 1.0))], staff)
    assert {(one.fte, one.state) for one in found} == {(1.0, "met")}


def test_figures_that_contradict_each_other_are_no_attack():
    with pytest.raises(NothingFits):
        recovered([cell("a", met=(12, 12), gap=(8, 8))], {"a": Staff(15, 15.0)})
