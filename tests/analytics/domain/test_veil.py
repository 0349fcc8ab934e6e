"""Where all are alike one is counted otherwise, for as long as the facts last."""

import numpy as np
import pytest

from analytics.domain.veil import NOWHERE, shown, veils

NONE = np.nan


def veil(p, *, fte=None, rest=None, is_news=None, before=None):
    size = len(p)
    return veils(
        np.array(p, float),
        np.array(fte or [1.0] * size),
        np.array(rest or [0] * size),
        is_news=np.array(is_news if is_news is not None else [True] * size),
        before=np.array(before or [NONE] * size, float),
    ).tolist()


def test_of_people_who_all_meet_it_the_least_sure_is_counted_as_undetermined():
    assert veil([0.99, 0.8, 0.95]) == pytest.approx([NONE, 0.5, NONE], nan_ok=True)


def test_of_people_of_whom_nobody_meets_it_the_nearest_is_counted_as_meeting_it():
    assert veil([0.01, 0.6, 0.2]) == pytest.approx([NONE, 0.75, NONE], nan_ok=True)


def test_a_mixed_rest_needs_none():
    assert veil([0.01, 0.9, 0.2]) == pytest.approx([NONE] * 3, nan_ok=True)


def test_whoever_works_longest_is_chosen_first():
    assert veil([0.99, 0.8, 0.95], fte=[1.0, 0.5, 1.0]) == pytest.approx([NONE, NONE, 0.5], nan_ok=True)


def test_each_rest_by_itself_and_nobody_outside_them():
    found = veil([0.9, 0.95, 0.1, 0.2, 0.9], rest=[0, 0, 1, 1, NOWHERE])
    assert found == pytest.approx([0.5, NONE, NONE, 0.75, NONE], nan_ok=True)


def test_the_unassessed_are_none_of_them():
    assert veil([NONE, 0.9, 0.95, NONE]) == pytest.approx([NONE, 0.5, NONE, NONE], nan_ok=True)


def test_whoever_has_news_is_a_set_of_their_own():
    """Two of four are new and alike; the rest as a whole is mixed, and yet subtraction shows the two."""
    found = veil([0.1, 0.9, 0.9, 0.95], is_news=[False, False, True, True])
    assert found == pytest.approx([NONE, NONE, 0.5, NONE], nan_ok=True)


def test_a_veil_stays_until_its_person_has_news():
    kept = veil([0.99, 0.8, 0.1], is_news=[False] * 3, before=[NONE, 0.5, NONE])
    assert kept == pytest.approx([NONE, 0.5, NONE], nan_ok=True)
    lifted = veil([0.99, 0.8, 0.1], is_news=[False, True, True], before=[NONE, 0.5, NONE])
    assert lifted == pytest.approx([NONE] * 3, nan_ok=True)


def test_what_is_counted_is_the_veil_or_else_the_truth():
    assert shown(np.array([0.9, 0.8]), np.array([NONE, 0.5])).tolist() == [0.9, 0.5]
