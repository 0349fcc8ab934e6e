"""Quarters, due dates, places in the grid and the line chart."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analytics.domain.deadlines import DueDate, Matter, coming_up
from analytics.domain.grid import Group, GroupKind, groups_of, parts_of
from analytics.domain.line_chart import Sample, draw
from analytics.domain.months import runs
from analytics.domain.quarters import quarter_ends
from tests.analytics.plain.hiding import roots_of


def test_the_quarters_of_eighteen_months():
    assert quarter_ends(date(2026, 11, 23), 6) == [
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
    ]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_quarters_end_before_today_and_in_a_quarters_last_month(today, count):
    ends = quarter_ends(today, count)
    assert len(ends) == count
    assert ends == sorted(ends)
    assert all(end < today and end.month % 3 == 0 and (end + timedelta(days=1)).day == 1 for end in ends)


def test_due_dates_come_soonest_first_and_far_ones_not_at_all():
    today = date(2026, 11, 23)
    due = [DueDate(today + timedelta(days=days), Matter.EXAM_RENEWAL, str(days)) for days in (400, 100, -5)]
    assert [one.subject for one in coming_up(due, today)] == ["-5", "100"]
    assert due[2].is_overdue(today)


def test_parts_split_each_group_without_overlap():
    parts = parts_of(["P/", "P/X/", "P/X/X1/", "P/Y/"], [("P/", "BD"), ("P/X/X1/", "CC"), ("P/X/X1/", "CH")])
    assert roots_of(parts) == [Group("P/", GroupKind.SUBTREE)]
    assert parts[Group("P/", GroupKind.SUBTREE)] == [
        Group("P/", GroupKind.OWN),
        Group("P/X/", GroupKind.SUBTREE),
        Group("P/Y/", GroupKind.SUBTREE),
    ]
    assert set(groups_of("P/X/X1/", "CC", parts)) == {
        Group("P/X/X1/", GroupKind.POST, "CC"),
        Group("P/X/X1/", GroupKind.SUBTREE),
        Group("P/X/", GroupKind.SUBTREE),
        Group("P/", GroupKind.SUBTREE),
    }


def test_an_unknown_moment_interrupts_the_line():
    known = Sample(1.0, 0.5, 0.4, 0.6)
    chart = draw([known, Sample(2.0, None, None, None), Sample(3.0, 0.7, 0.6, 0.8), Sample(4.0, 0.8, 0.7, 0.9)])
    assert len(chart.runs) == 2
    assert [dot.place for dot in chart.dots] == [0, 2, 3]
    assert chart.dots[2].y < chart.dots[0].y


def test_a_single_moment_is_a_single_dot():
    chart = draw([Sample(1.0, 0.5, 0.4, 0.6)])
    assert len(chart.dots) == 1
    assert draw([]).dots == []


def test_runs_are_unbroken_and_hold_all_that_is_marked():
    assert runs([True, True, False, True, False, False, True, True, True]) == [(0, 1), (3, 3), (6, 8)]
    assert runs([False, False]) == runs([]) == []
