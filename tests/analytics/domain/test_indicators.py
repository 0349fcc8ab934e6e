"""Figures of the service: what a row must say, what adds up, and how it is drawn."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from analytics.domain.indicators.drawing import draw
from analytics.domain.indicators.invention import invented, months_until
from analytics.domain.indicators.layout import LAYOUT
from analytics.domain.indicators.meaning import Meaning, Measure
from analytics.domain.indicators.plan import Kind, plan, unpacked
from analytics.domain.indicators.rows import Register, check_rows
from analytics.domain.indicators.series import month_after, months_between, months_from, series, total
from analytics.domain.sheet import read_sheet
from lms.people.domain.roster_file import UnreadableFile

DAYS = Meaning("processing_time", Measure.DAYS, higher_is_better=False)
SHARE = Meaning("rework", Measure.SHARE, higher_is_better=False)
COMPLAINTS = Meaning("complaints", Measure.PER_THOUSAND, higher_is_better=False)
RATING = Meaning("rating", Measure.POINTS, higher_is_better=True)
HEAD = "org_unit,month,indicator,numerator,denominator\n"
REGISTER = Register(
    {"X1", "X2", "Y1"}, {"X1", "X2"}, {one.code: one for one in (DAYS, SHARE, COMPLAINTS, RATING)}, date(2026, 11, 1)
)


def checked(text, encoding="utf-8"):
    return check_rows(read_sheet((HEAD + text).encode(encoding), LAYOUT).rows, REGISTER)


@pytest.mark.parametrize(
    ("meaning", "numerator", "denominator", "value"),
    [(DAYS, 650, 100, 6.5), (SHARE, 11, 100, 11), (COMPLAINTS, 9, 1000, 9), (RATING, 410, 100, 4.1)],
)
def test_a_value_is_a_sum_over_a_count(meaning, numerator, denominator, value):
    assert meaning.value(numerator, denominator) == pytest.approx(value)
    assert meaning.value(0, 0) is None  # unknown is not zero


@pytest.mark.parametrize(
    "month", ["2026-03", "2026/3", "2026.03", "202603", "2026年3月", "2026-03-01", "２０２６-０３"]
)
def test_months_are_read_as_people_write_them(month):
    rows, faults = checked(f"X1,{month},rework,1,10\n")
    assert not faults
    assert rows[0].month == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Q9,2026-03,rework,1,10", "org_unit", "unknown"),
        ("Y1,2026-03,rework,1,10", "org_unit", "unit_outside"),
        ("X1,,rework,1,10", "month", "empty"),
        ("X1,03-2026,rework,1,10", "month", "not_a_month"),
        ("X1,2026-13,rework,1,10", "month", "not_a_month"),
        ("X1,2026-03-15,rework,1,10", "month", "not_a_month"),
        ("X1,2026-12,rework,1,10", "month", "in_the_future"),
        ("X1,1999-12,rework,1,10", "month", "too_early"),
        ("X1,2026-03,speed,1,10", "indicator", "unknown"),
        ("X1,2026-03,rework,-1,10", "numerator", "not_a_count"),
        ("X1,2026-03,rework,=1+1,10", "numerator", "not_a_count"),
        ("X1,2026-03,rework,1e9,10", "numerator", "not_a_count"),
        ("X1,2026-03,rework,NaN,10", "numerator", "not_a_count"),
        ("X1,2026-03,rework,11,10", "numerator", "not_share"),
        ("X1,2026-03,rating,60,10", "numerator", "not_points"),
        ("X1,2026-03,processing_time,5,0", "numerator", "not_days"),
        ("X1,2026-03,complaints,5,0", "numerator", "not_per_1000"),
        ("X1,2026-03,rework,1", "", "short_row"),
        ("X1,2026-03,rework,1,10,7", "", "long_row"),
    ],
)
def test_a_row_that_cannot_be_believed_is_refused_with_its_reason(row, column, code):
    rows, (fault,) = checked(f"{row}\n")
    assert not rows
    assert (fault.row, fault.column, fault.code) == (2, column, code)


def test_rows_without_any_figure_are_passed_over():
    rows, faults = checked(
        "X1,2026-03,rework,,\nX2,2026-03,rework, ,\u3000\nX9,,,,\nX2,2026-04,rework,1,10\nX1,2026-03\n"
    )
    assert ([row.unit for row in rows], faults) == (["X2"], [])
    rows, (fault,) = checked("X1,2026-03,rework,,10\n")
    assert (rows, fault.column, fault.code) == ([], "numerator", "empty")


def test_good_rows_stay_beside_bad_ones_and_the_second_of_two_is_refused():
    rows, (fault,) = checked("X1,2026-03,rework,1,10\nX1,2026-03,rework,2,10\nX2,2026-03,rework,0,0\n")
    assert [row.numerator for row in rows] == [1, 0]
    assert (fault.row, fault.code, fault.value) == (3, "twice_in_file", "2026-03 (2)")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_headings_in_chinese_in_the_encodings_of_offices(encoding):
    text = "单位代码,月份,指标代码,分子,分母\nX1,2026年3月,rework,1,10\n"
    table = read_sheet(text.encode(encoding), LAYOUT)
    rows, faults = check_rows(table.rows, REGISTER)
    assert (len(rows), faults) == (1, [])


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_real_dates_and_numbers_is_read_alike():
    content = workbook(
        HEAD.strip().split(","), ("X1", date(2026, 3, 1), "rework", 1, 10), (), ("X2", "2026-04", "rework", 3)
    )
    rows, faults = check_rows(read_sheet(content, LAYOUT).rows, REGISTER)
    assert [(row.unit, row.month, row.numerator) for row in rows] == [("X1", date(2026, 3, 1), 1)]
    assert [(fault.row, fault.code) for fault in faults] == [(4, "empty")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 no archive", "workbook"),
        (workbook(("org_unit", "month")), "columns"),
        (b"org_unit,month,month,indicator,numerator,denominator\n", "column_twice"),
        (b"\xff\xfe\x00", "encoding"),
        (b"x" * (5 * 1024 * 1024 + 1), "too_large"),
        (b"PK\x03\x04" + b"x" * (5 * 1024 * 1024), "too_large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, code):
    with pytest.raises(UnreadableFile) as refused:
        read_sheet(content, LAYOUT)
    assert refused.value.code == code


def test_an_import_tells_new_corrected_and_unchanged_apart():
    rows, faults = checked("X1,2026-01,rework,1,10\nX1,2026-02,rework,2,10\nX1,2026-03,rework,3,10\n")
    held = {("X1", "rework", date(2026, 2, 1)): (5.0, 10.0), ("X1", "rework", date(2026, 3, 1)): (3.0, 10.0)}
    found = plan(rows, held, faults)
    assert found.counts() == {"new": 1, "corrected": 1, "unchanged": 1, "refused": 0, "unfilled": 0}
    assert [change.kind for change in found.changes] == [Kind.NEW, Kind.CORRECTED]
    assert unpacked(found.packed()) == found.records()
    assert found.fingerprint() != plan(rows, {}, faults).fingerprint()


def test_months_add_up_as_sums_over_sums():
    january, february = date(2026, 1, 1), date(2026, 2, 1)
    sums = {("A", january): (10, 10), ("B", january): (10, 1000), ("A", february): (30, 10)}
    points = series(sums, {"A", "B"}, [january, february])
    assert DAYS.value(points[0].numerator, points[0].denominator) == pytest.approx(20 / 1010)
    assert not points[0].is_partial
    assert points[1].is_partial  # B is missing
    assert total(points, DAYS) == pytest.approx(50 / 1020)


def test_months_are_counted_over_years():
    assert month_after(date(2026, 11, 1), 3) == date(2027, 2, 1)
    assert month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert months_from(date(2025, 11, 1), date(2026, 2, 1)) == 3
    assert len(months_between(date(2025, 1, 1), date(2026, 12, 1))) == 24


@pytest.mark.parametrize("values", [[], [None], [0.0], [5.0, 5.0], [1e-4, 2e-4], [3.2, None, 4.8, 1200.0], [-2.0, 3.0]])
def test_a_drawing_stays_in_its_frame_and_unknown_months_interrupt_it(values):
    drawing = draw(values)
    known = [value for value in values if value is not None]
    assert len(drawing.marks) == len(known)
    assert all(drawing.left <= mark.x <= drawing.right for mark in drawing.marks)
    assert all(drawing.grid[-1][1] - 0.2 <= mark.y <= drawing.grid[0][1] + 0.2 for mark in drawing.marks)
    assert len({label for label, _ in drawing.grid}) == len(drawing.grid)  # no label says the same as its neighbour
    if None in values and len(known) > 1:
        assert len(drawing.lines) == 2


def test_invented_figures_are_the_same_each_time_and_would_be_believed():
    months = months_until(date(2026, 10, 1), 24)
    trained = {"X1": date(2026, 1, 1)}
    rows = list(invented({"X1": 20, "X2": 30}, trained, months))
    assert rows == list(invented({"X2": 30, "X1": 20}, trained, months))
    meanings = {**REGISTER.meanings, "overdue": Meaning("overdue", Measure.SHARE, higher_is_better=False)}
    register = Register(REGISTER.units, REGISTER.in_reach, meanings, REGISTER.this_month)
    found, faults = check_rows(read_sheet("\n".join(map(",".join, rows)).encode(), LAYOUT).rows, register)
    assert (len(found), faults) == (2 * 24 * 5, [])
