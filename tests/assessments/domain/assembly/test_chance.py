"""Luck, computed exactly where replies are few."""

from itertools import permutations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.assembly.chance import chance_of_passing, score_by_guessing
from assessments.domain.assembly.guessing import GRID, marks_by_guessing, mean_of
from assessments.domain.assembly.traits import traits_of
from assessments.domain.items.registry import read_keyed

from .banks import multiple, options, single

ONE_OF_FOUR = marks_by_guessing(single("b", 5, 5, 5, 5))
TWO_OF_FOUR, THREE_OF_FIVE = marks_by_guessing(multiple("ab", 4)), marks_by_guessing(multiple("abc"))


def ordering(steps):
    return read_keyed("ordering", {"options": options(*[5] * steps)}, {"order": list("fedcba"[-steps:])})


def matching(prompts, choices):
    body = {"prompts": options(*[5] * prompts), "options": options(*[5] * choices)}
    return read_keyed("matching", body, {"pairs": dict(zip("abcdef"[:prompts], "abcdef", strict=False))})


@pytest.mark.parametrize(("items", "needed"), [(32, 20), (10, 6), (5, 5)])
def test_single_choice_is_the_binomial_tail(items, needed):
    exact = sum(comb(items, hits) * 3 ** (items - hits) for hits in range(needed, items + 1)) / 4**items
    assert chance_of_passing([ONE_OF_FOUR] * items, needed / items) == pytest.approx(exact, rel=1e-9)


def test_partial_credit_by_hand():
    """Two of four right: both 1 way of 6, one of them 4 ways (1 − 1 = 0 points), none 1 way."""
    assert {0: pytest.approx(5 / 6), 60: pytest.approx(1 / 6)} == TWO_OF_FOUR
    assert {0: pytest.approx(0.3), 20: pytest.approx(0.6), 60: pytest.approx(0.1)} == THREE_OF_FIVE


def test_ordering_and_matching_are_marked_reply_by_reply():
    """Three steps: of six orders one has no inversion, two have one of three, two have two, one has all."""
    sixth = pytest.approx(1 / 6)
    assert marks_by_guessing(ordering(3)) == {0: sixth, 20: pytest.approx(1 / 3), 40: pytest.approx(1 / 3), 60: sixth}
    assert len(list(permutations(range(3)))) == 6
    assert marks_by_guessing(matching(2, 2))[60] == pytest.approx(1 / 4)


def test_many_replies_are_sampled_always_alike():
    large = matching(6, 6)
    assert marks_by_guessing(large) == marks_by_guessing(large)
    assert sum(marks_by_guessing(large).values()) == pytest.approx(1)
    assert mean_of(marks_by_guessing(large)) < 0.2


def test_what_is_typed_earns_a_guesser_nothing():
    number = read_keyed("numeric", {"units": []}, {"accepted": [{"value": 5}]})
    assert marks_by_guessing(number) == {0: 1.0}
    text = read_keyed(
        "short_text", {"longest": 200}, {"criteria": [{"text": {"en": "x"}, "points": 2}], "model": {"en": "y"}}
    )
    assert marks_by_guessing(text) == {0: 1.0}


@given(st.lists(st.sampled_from([ONE_OF_FOUR, TWO_OF_FOUR, THREE_OF_FIVE]), min_size=1, max_size=5), st.floats(0.1, 1))
def test_the_convolution_is_what_all_outcomes_together_give(held, cut):
    total = 0.0
    for outcome in product(*(marks.items() for marks in held)):
        probability = 1.0
        for _, one in outcome:
            probability *= one
        if sum(mark for mark, _ in outcome) / GRID / len(held) >= cut - 1e-9:
            total += probability
    assert chance_of_passing(held, cut) == pytest.approx(total, abs=1e-12)


def test_probabilities_add_up():
    assert score_by_guessing([ONE_OF_FOUR, THREE_OF_FIVE]).sum() == pytest.approx(1)
    assert mean_of(ONE_OF_FOUR) == 0.25


def test_nobody_passes_a_form_without_items():
    assert chance_of_passing([], 0.5) == 0


def test_where_the_key_stands_and_where_its_length_tells():
    body = {
        "options": [
            {"id": "a", "text": {"en": "short", "zh-hant": "一二三四"}},
            {"id": "b", "text": {"en": "longer one", "zh-hant": "一"}},
        ]
    }
    traits = traits_of(read_keyed("single", body, {"correct": ["b"]}))
    assert (traits.key_position, traits.positions, traits.longest_in) == (1, 2, frozenset({"en"}))
    for other in (multiple("ab"), ordering(3)):
        assert (traits_of(other).key_position, traits_of(other).longest_in) == (None, frozenset())
