from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.domain.coverage import Member, Tally, is_real_change, tally
from lms.competencies.domain.gaps import State

ftes = st.sampled_from([0.25, 0.5, 1.0])
assessed = st.builds(
    Member,
    fte=ftes,
    state=st.sampled_from([State.MET, State.GAP, State.UNDETERMINED]),
    probability=st.floats(0, 1),
)
unknown = st.builds(Member, fte=ftes, state=st.just(State.NOT_ASSESSED))
groups = st.lists(st.one_of(assessed, unknown), max_size=40)


def test_a_worked_example():
    group = tally(
        [
            Member(1.0, State.MET, 0.9),
            Member(0.5, State.GAP, 0.2),
            Member(1.0, State.UNDETERMINED, 0.5),
            Member(1.0, State.NOT_ASSESSED),
        ]
    )
    assert (group.people, group.met, group.gap, group.undetermined, group.not_assessed) == (4, 1, 1, 1, 1)
    assert group.coverage == pytest.approx((0.9 + 0.1 + 0.5) / 2.5)
    reach = 1.64 * sqrt(0.09 + 0.25 * 0.16 + 0.25) / 2.5
    assert group.interval == pytest.approx((0.6 - reach, 1.0))  # 0.6 + reach lies above one
    assert group.bounds == pytest.approx((1.5 / 3.5, 2.5 / 3.5))


def test_unknown_is_not_zero():
    group = tally([Member(1.0, State.NOT_ASSESSED)] * 12)
    assert group.coverage is None
    assert group.interval is None
    assert group.bounds == (0.0, 1.0)


def test_nobody_asked_for_it_is_no_coverage_either():
    assert tally([]) == Tally()
    assert Tally().coverage is None


def test_a_probability_without_evidence_is_refused():
    with pytest.raises(ValueError, match="assessed"):
        Member(1.0, State.NOT_ASSESSED, 0.5)
    with pytest.raises(ValueError, match="assessed"):
        Member(1.0, State.MET)


@given(groups)
def test_the_truth_lies_within_the_bounds(members):
    group = tally(members)
    low, high = group.bounds
    assert -1e-9 <= low <= high + 1e-9 <= 1 + 2e-9
    if group.coverage is not None:
        assert low - 1e-9 <= group.coverage <= high + 1e-9
        assert group.interval[0] - 1e-9 <= group.coverage <= group.interval[1] + 1e-9


@given(groups, groups)
def test_tallies_of_disjoint_groups_add_up(one, other):
    together, apart = tally([*one, *other]), tally(one) + tally(other)
    assert together.people == apart.people
    assert together.able_fte == pytest.approx(apart.able_fte)
    assert together.spread == pytest.approx(apart.spread)


@given(groups)
def test_every_person_is_in_one_state(members):
    group = tally(members)
    assert group.met + group.gap + group.undetermined + group.not_assessed == group.people == len(members)


def test_a_change_counts_only_outside_its_interval():
    assert is_real_change((0.40, 0.45, 0.50), (0.55, 0.60, 0.65))
    assert not is_real_change((0.40, 0.50, 0.60), (0.50, 0.60, 0.70))
    assert is_real_change((0.55, 0.60, 0.65), (0.40, 0.45, 0.50))


@pytest.mark.parametrize(
    ("members", "rests"),
    [
        ([Member(1.0, State.MET, 0.9), Member(1.0, State.UNDETERMINED, 0.5)], True),  # 1.4 people
        ([Member(1.0, State.MET, 0.9), Member(1.0, State.MET, 0.9)], False),
        ([Member(1.0, State.MET, 0.9), *[Member(0.25, State.MET, 0.9)] * 2], True),  # one holds two thirds
        ([Member(1.0, State.MET, 0.9), *[Member(0.25, State.MET, 0.9)] * 3], False),  # four sevenths
        ([Member(1.0, State.NOT_ASSESSED)] * 3, False),  # unknown, not alone
    ],
)
def test_a_competency_rests_on_one_person(members, rests):
    assert tally(members).rests_on_one is rests
