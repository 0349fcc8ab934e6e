"""Figures of items and options, and what follows from them."""

import numpy as np
import pytest

from assessments.domain.statistics.advice import Advice, Matter, advice
from assessments.domain.statistics.intervals import correlation_of, share_of
from assessments.domain.statistics.items import Standing, item_figures
from assessments.domain.statistics.moments import Moments
from assessments.domain.statistics.options import OptionFlag, option_table
from assessments.domain.statistics.times import time_figures
from tests.assessments.domain.lsat import LSAT6, LSAT7, marks


def figures(answers, item):
    rest = np.delete(answers, item, axis=1).mean(axis=1)
    return item_figures(Moments.of(zip(answers[:, item], rest, strict=True)))


@pytest.mark.parametrize(
    ("section", "discriminations"),
    [
        (LSAT6, [0.112833, 0.153178, 0.172779, 0.144428, 0.121596]),
        (LSAT7, [0.245732, 0.246674, 0.313179, 0.222751, 0.174786]),
    ],
)
def test_item_rest_correlations_of_the_law_school_test(section, discriminations):
    found = [figures(marks(section), item) for item in range(5)]
    assert [one.discrimination.value for one in found] == pytest.approx(discriminations, abs=1e-6)


def test_shares_of_the_law_school_test():
    found = [figures(marks(LSAT6), item).share.value for item in range(5)]
    assert found == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])


def test_intervals():
    for right, count, interval in ((81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605))):
        wilson = share_of(right / count, count)  # Newcombe (1998), Statistics in Medicine 17, table I
        assert (wilson.low, wilson.high) == pytest.approx(interval, abs=5e-5)
    assert share_of(0.0, 30).low == 0.0
    fisher = correlation_of(0.5, 28)  # atanh(.5) ± 1.96 / √25
    assert (fisher.low, fisher.high) == pytest.approx((0.1560, 0.7358), abs=5e-5)


@pytest.mark.parametrize(("people", "stands"), [(29, "too_few"), (30, "early"), (99, "early"), (100, "firm")])
def test_how_much_may_be_said(people, stands):
    found = item_figures(Moments.of([(n % 2, n / people) for n in range(people)]))
    assert found.standing is Standing(stands)
    assert (found.share is None) == (people < 30)
    assert bool(option_table("ab", "a", [("a", 0.5)] * people)) == (people >= 30)


def test_an_item_that_everybody_knows_correlates_with_nothing():
    found = item_figures(Moments.of([(1.0, n / 200) for n in range(200)]))
    assert found.discrimination is None
    assert advice(found) == [Advice(Matter.TOO_EASY)]


def sitting(**people):
    """(option chosen, rest score) by option: how many, and how strong."""
    return [((option,), rest + 0.01 * (n % 10)) for option, (count, rest) in people.items() for n in range(count)]


def about(choices, key="a"):
    table = option_table("abcd", key, choices)
    items = item_figures(Moments.of((float(chosen == (key,)), rest) for chosen, rest in choices))
    return {row.option: set(row.flags) for row in table}, [(one.matter, one.options) for one in advice(items, table)]


def test_a_sound_item_gives_no_advice():
    flags, found = about(sitting(a=(60, 0.7), b=(20, 0.4), c=(20, 0.4), d=(20, 0.45)))
    assert not any(flags.values())
    assert found == []


def test_an_option_that_beats_the_key_puts_the_key_in_doubt():
    flags, found = about(sitting(a=(40, 0.4), b=(40, 0.8), c=(20, 0.3), d=(20, 0.3)))
    assert flags["b"] == {OptionFlag.BEATS_THE_KEY, OptionFlag.DRAWS_THE_STRONG}
    assert found[0] == (Matter.KEY_IN_DOUBT, "b")
    assert (Matter.STRONG_MISS_IT, "") in found
    assert [matter for matter, option in found if option == "b"] == [Matter.KEY_IN_DOUBT]


def test_rare_options_are_named_and_nothing_is_read_into_who_took_them():
    flags, found = about(sitting(a=(80, 0.7), b=(3, 0.99), c=(60, 0.3), d=(10, 0.3)))
    assert flags["b"] == {OptionFlag.RARELY_CHOSEN}
    assert found == [(Matter.IDLE_OPTION, "b")]


def test_a_hard_item():
    _, found = about(sitting(a=(20, 0.9), b=(40, 0.4), c=(40, 0.4), d=(20, 0.4)))
    assert found == [(Matter.TOO_HARD, "")]


def test_below_a_hundred_answers_nothing_is_advised():
    flags, found = about(sitting(a=(33, 0.4), b=(33, 0.8), c=(33, 0.3)))
    assert not any(flags.values())
    assert found == []


def test_all_right_options_of_several_count_as_keys():
    choices = [(("a", "b"), 0.8), (("a", "c"), 0.3)] * 60
    table = {row.option: row for row in option_table("abc", {"a", "b"}, choices)}
    assert table["a"].share == 1.0
    assert table["a"].correlation is None
    assert table["c"].flags == set()
    assert table["b"].correlation.value == pytest.approx(1.0)


def test_times_leave_out_who_was_away():
    found = time_figures([60.0] * 40 + [7200.0] * 5 + [0.0] * 5)
    assert (found.count, found.median) == (40, 60.0)
    assert time_figures([60.0] * 29) is None
