"""Where all are alike one is counted otherwise, for as long as the facts last."""

import numpy as np
import pytest

from analytics.domain.facts import NOBODY, Facts, Leaves
from analytics.domain.layout import Layout
from analytics.domain.veil import veiled

REQUIRED, SURE = 3, 0.2


def facts(means, *, rest=None, fte=None, pieces=1, veil=0):
    """Everybody in the units P/A/ (0) or P/B/ (1), all asked for level 3; None is not assessed."""
    size = len(means)
    return Facts(
        person=np.arange(size),
        leaf=np.array(rest or [0] * size, dtype="i4"),
        hundredths=np.array(fte or [100] * size, dtype="i2"),
        required=np.full(size, REQUIRED, dtype="i1"),
        criticality=np.ones(size, dtype="i1"),
        pieces=np.broadcast_to(np.array(pieces, dtype="i2"), (size,)).copy(),
        is_assessed=np.array([mean is not None for mean in means]),
        mean=np.array([np.nan if mean is None else mean for mean in means], dtype="f4"),
        sd=np.full(size, SURE, dtype="f4"),
        level=np.array([0 if mean is None else int(mean) for mean in means], dtype="i1"),
        age_months=np.ones(size, dtype="f4"),
        recheck_months=np.full(size, 5, dtype="i1"),
        veil=np.broadcast_to(np.array(veil, dtype="i1"), (size,)).copy(),
    )


@pytest.fixture
def veil():
    leaves = Leaves()
    occupied = [("P/A/", "CC"), ("P/B/", "CC"), ("Q/", "CC")]
    leaves.numbers(occupied)
    layout = Layout.of(["P/", "P/A/", "P/B/"], occupied, leaves)
    return lambda now, before=NOBODY: veiled(now, before, layout)


ABLE, UNABLE = [4.0] * 11, [1.0] * 11


def test_of_people_who_all_meet_it_the_least_sure_is_counted_as_undetermined(veil):
    found = veil(facts([*ABLE, 3.0]))
    assert found.veil.tolist() == [0] * 11 + [-1]
    assert (found.p[-1], found.level[-1]) == (0.5, 2)


def test_of_people_of_whom_nobody_meets_it_the_nearest_is_counted_as_meeting_it(veil):
    found = veil(facts([*UNABLE, 2.0]))
    assert found.veil.tolist() == [0] * 11 + [1]
    assert (found.p[-1], found.level[-1]) == (0.75, 3)


def test_a_mixed_rest_needs_none(veil):
    assert not veil(facts([*UNABLE, 4.0])).veil.any()


def test_whoever_works_longest_is_chosen_first(veil):
    assert veil(facts([*ABLE, 3.0], fte=[100] * 11 + [50])).veil.tolist() == [-1] + [0] * 11


def test_each_rest_by_itself_and_nobody_outside_them(veil):
    """Three more count where no unit is known."""
    found = veil(facts([*ABLE, *UNABLE, 4.0, 4.0, 4.0], rest=[0] * 11 + [1] * 11 + [2] * 3))
    assert found.veil.tolist() == [-1] + [0] * 10 + [1] + [0] * 10 + [0] * 3


def test_the_unassessed_are_none_of_them(veil):
    assert veil(facts([None, *ABLE])).veil.tolist() == [0, -1] + [0] * 10


def test_whoever_has_news_is_a_set_of_their_own(veil):
    """Half are new and all able; the rest as a whole is mixed, and yet subtraction shows the new ones."""
    before = facts([*UNABLE, *ABLE])
    now = facts([*ABLE, *ABLE], pieces=[2] * 11 + [1] * 11)
    assert veil(now, before).veil.tolist() == [-1] + [0] * 21


def test_a_veil_stays_until_its_person_has_news(veil):
    before = facts([*ABLE, 1.0], veil=[0, -1] + [0] * 10)
    assert veil(facts([*ABLE, 1.0]), before).veil.tolist() == [0, -1] + [0] * 10
    assert not veil(facts([*ABLE, 1.0], pieces=2), before).veil.any()
