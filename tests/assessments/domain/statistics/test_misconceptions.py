import pytest

from assessments.domain.statistics.misconceptions import count_options, topic
from assessments.domain.statistics.misconceptions import wrong_options_taken as wrong_options


def answers(version, **times):
    return [(version, [option]) for option, count in times.items() for _ in range(count)]


def wrong_options_taken(given, right):
    return wrong_options(count_options(given), right)


def test_wrong_options_are_counted_and_the_right_one_is_not():
    found = wrong_options_taken(answers(1, a=20, b=15, c=5), {1: ["a"]})
    assert [(one.option, one.answers, one.share.value) for one in found] == [("b", 40, 0.375), ("c", 40, 0.125)]
    assert [one.is_common for one in found] == [True, False]


def test_fewer_than_thirty_answers_say_nothing():
    assert wrong_options_taken(answers(1, a=9, b=20), {1: ["a"]}) == []
    assert wrong_options_taken(answers(1, a=10, b=20), {1: ["a"]}) != []


def test_an_empty_answer_counts_as_one_and_boxes_count_each():
    given = [(1, []), (1, ["a", "b", "c"])] * 20
    found = wrong_options_taken(given, {1: ["a"]})
    assert [(one.option, one.share.value) for one in found] == [("b", 0.5), ("c", 0.5)]


def test_versions_without_a_key_here_are_passed_over():
    assert wrong_options_taken(answers(2, b=40), {1: ["a"]}) == []


def test_a_topic_takes_the_worst_option_of_each_item():
    taken = wrong_options_taken([*answers(1, a=10, b=20, c=10), *answers(2, a=30, b=10)], {1: ["a"], 2: ["a"]})
    found = topic(taken)
    assert (found.items, found.answers) == (2, 80)
    assert found.share.value == pytest.approx((0.5 + 0.25) / 2)
