"""The rules of the two-page report, on figures written by hand."""

from dataclasses import replace
from datetime import date

import pytest

from analytics.domain.budget_round import next_year, round_of
from analytics.domain.report.choices import Course, choices
from analytics.domain.report.gaps import top_gaps
from analytics.domain.report.numbers import key_numbers
from analytics.domain.report.spots import Spot
from analytics.domain.report.unknowns import Doubt, unknowns
from analytics.domain.report.workflow import Hand, Status, Step, open_steps

KNOWN = Spot(
    path="P/",
    code="S1",
    is_critical=True,
    is_unknown=False,
    people=40,
    assessed=30,
    not_assessed=10,
    coverage=0.50,
    low=0.40,
    high=0.60,
    short=15,
    rests_on_one=False,
)
UNKNOWN = replace(
    KNOWN, code="C1", is_unknown=True, assessed=0, not_assessed=40, coverage=None, low=None, high=None, short=0
)


def test_a_unit_without_assessed_people_has_unknown_numbers_and_no_gap():
    numbers = key_numbers([UNKNOWN], [UNKNOWN])
    assert (numbers.critical_coverage, numbers.single_points, numbers.assessed_share) == (None, None, None)
    assert top_gaps([UNKNOWN], "P/") == []
    assert [one.doubt for one in unknowns([UNKNOWN])] == [Doubt.NOT_ASSESSED]


def test_critical_coverage_weighs_by_those_assessed_and_leaves_the_rest_out():
    other = replace(KNOWN, code="P2", coverage=0.80, assessed=10)
    usual = replace(KNOWN, code="D1", is_critical=False, coverage=0.10)
    assert key_numbers([KNOWN, other, usual, UNKNOWN], []).critical_coverage == round(100 * (15 + 8) / 40)


def test_assessed_share_counts_every_demand():
    assert key_numbers([KNOWN, UNKNOWN], []).assessed_share == round(100 * 30 / 80)


def test_a_single_point_is_counted_in_the_lowest_unit_that_shows_it():
    alone = replace(KNOWN, rests_on_one=True)
    below, beside = replace(alone, path="P/X/"), replace(alone, path="P/Y/")
    assert key_numbers([alone], [alone, below, beside]).single_points == 2
    assert key_numbers([KNOWN], [KNOWN]).single_points == 0


def test_a_gap_is_named_once_where_most_of_it_lies():
    part, small = replace(KNOWN, path="P/X/", short=10), replace(KNOWN, path="P/Y/", short=5)
    assert top_gaps([KNOWN, part, small], "P/") == [part]
    assert top_gaps([KNOWN, small], "P/") == [KNOWN]
    covered = replace(KNOWN, coverage=0.90, short=5)
    assert top_gaps([covered, part, small], "P/") == [part]


def test_at_most_five_gaps_critical_ones_first_and_then_by_priority():
    usual = replace(KNOWN, code="D1", is_critical=False, short=60)
    alone = replace(KNOWN, code="D2", rests_on_one=True)
    many = [replace(KNOWN, code=f"E{number}") for number in range(6)]
    named = top_gaps([usual, *many, alone], "P/")
    assert len(named) == 5
    assert named[0] == alone
    assert usual not in named


def test_covered_but_resting_on_one_person_is_a_gap_only_where_critical():
    alone = replace(KNOWN, coverage=0.95, rests_on_one=True)
    assert top_gaps([alone], "P/") == [alone]
    assert top_gaps([replace(alone, is_critical=False)], "P/") == []


def test_critical_unknowns_come_before_others_and_before_wide_intervals():
    usual = replace(UNKNOWN, code="D1", is_critical=False, not_assessed=90)
    wide = replace(KNOWN, code="D2", low=0.30, high=0.70)
    assert [one.spot.code for one in unknowns([usual, wide, UNKNOWN, KNOWN])] == ["C1", "D2", "D1"]


@pytest.mark.parametrize(
    ("critical", "unknown", "courses"),
    [
        ([True, False, True], 0, [(Course.ALL, (0, 1, 2)), (Course.SOME, (0, 2)), (Course.NOTHING, ())]),
        ([True, True, True], 0, [(Course.ALL, (0, 1, 2)), (Course.SOME, (0, 1)), (Course.NOTHING, ())]),
        ([True], 2, [(Course.ALL, (0,)), (Course.ASSESS, ()), (Course.NOTHING, ())]),
        ([True], 0, [(Course.ALL, (0,)), (Course.NOTHING, ())]),
        ([], 2, [(Course.ASSESS, ()), (Course.ASSESS_FIRST, ()), (Course.NOTHING, ())]),
        ([], 0, []),
    ],
)
def test_choices_always_end_with_doing_nothing(critical, unknown, courses):
    assert [(one.course, one.gaps) for one in choices(critical, unknown)] == courses


@pytest.mark.parametrize("status", list(Status))
def test_whoever_wrote_in_a_report_neither_reviews_nor_signs_it(status):
    author = Hand(may_write=True, may_sign=True, has_written=True)
    assert open_steps(status, author).isdisjoint({Step.REVIEW, Step.SIGN})


def test_outsiders_take_no_step_and_nothing_published_is_edited():
    nobody = Hand(may_write=False, may_sign=False, has_written=False)
    assert not any(open_steps(status, nobody) for status in Status)
    both = Hand(may_write=True, may_sign=True, has_written=False)
    assert open_steps(Status.PUBLISHED, both, is_decided=True) == {Step.CORRECT}
    assert Step.DECIDE in open_steps(Status.PUBLISHED, both)


def test_figures_are_frozen_six_weeks_before_the_round_and_reported_before_it():
    usual = round_of(date(2027, 3, 1))
    assert (usual.snapshot_on, usual.report_due) == (date(2027, 1, 18), date(2027, 2, 15))
    assert round_of(date(2027, 3, 1), 2, 4).report_due == date(2027, 3, 1)
    assert next_year(date(2028, 2, 29)) == date(2029, 2, 28)
