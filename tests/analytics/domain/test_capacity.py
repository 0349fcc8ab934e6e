"""The capacity register's rules: unknown stays unknown, contradictions are named, rows are read in both languages."""

from datetime import date

import pytest

from analytics.domain.capacity.comparing import summary
from analytics.domain.capacity.facts import Capacity, Leader, Rank
from analytics.domain.capacity.findings import Finding, dual_index, findings
from analytics.domain.capacity.invention import LEVELS, Place, invented
from analytics.domain.capacity.layout import CAPACITY
from analytics.domain.capacity.records import as_record, from_record
from analytics.domain.capacity.rows import check_rows
from lms.people.domain.roster_file import read_table

TODAY = date(2026, 11, 28)
HEADING = "unit,as_of,body,body_name,rank,staff,maintenance,leading_group,led_by,source\n"


def test_nothing_is_held_against_a_unit_that_did_not_say():
    assert findings(Capacity(has_body=True), 0.9) == []
    assert findings(None, None) == [Finding.NOT_ENTERED]


def test_skill_without_authority_is_told_only_where_there_is_skill():
    powerless = Capacity(has_body=True, has_mandate=False)
    assert Finding.NO_AUTHORITY in findings(powerless, 0.7)
    assert Finding.NO_AUTHORITY not in findings(powerless, 0.69)
    assert Finding.NO_AUTHORITY not in findings(powerless, None)
    assert findings(Capacity(has_body=False, staff=0), 0.9) == [Finding.NO_BODY, Finding.NO_STAFF, Finding.NO_AUTHORITY]


def test_the_dual_index_is_the_weaker_side_and_unknown_without_both():
    assert dual_index({"T": [0.9], "D": [0.7], "M": [0.5], "S": [0.7]}) == pytest.approx(0.6)
    assert dual_index({"T": [0.9], "C": [0.1]}) is None
    assert dual_index({}) is None


def test_units_are_compared_by_those_that_say():
    found = summary([Capacity(has_body=True, staff=4), Capacity(has_body=False, staff=0), Capacity(), None])
    assert (found.units, found.entered, found.staff) == (4, 3, 2)
    assert (found.shares["body"].yes, found.shares["body"].known, found.shares["body"].percent) == (1, 2, 50)
    assert found.shares["budget"].percent is None


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [
        (Capacity(body_name="Office"), [("body_name", "needs_body")]),
        (Capacity(has_body=False, rank=Rank.SECTION), [("rank", "needs_body")]),
        (Capacity(led_by=Leader.HEAD), [("led_by", "needs_group")]),
        (Capacity(staff=2, maintenance=3), [("maintenance", "more_than_staff")]),
        (Capacity(has_body=True, rank=Rank.UNSETTLED, body_name="Office"), []),
    ],
)
def test_what_cannot_both_be_is_named(capacity, expected):
    assert list(capacity.contradictions()) == expected


def test_a_record_comes_back_as_it_was():
    one = Capacity(has_body=True, rank=Rank.DEPUTY_SECTION, staff=0, has_leading_group=True, led_by=Leader.DEPUTY)
    assert from_record(as_record(one)) == one
    assert from_record(as_record(Capacity())).says_nothing


def read(text, units=("X1", "X2")):
    return check_rows(read_table(text.encode(), CAPACITY).rows, units, TODAY)


def test_a_row_is_read_in_english_and_in_both_chinese_scripts():
    rows, faults = read(HEADING + "X1,2026-01-01,yes,Office,deputy_section,3,1,no,,doc 1\n")
    assert not faults
    assert rows[0].capacity == Capacity(
        has_body=True, body_name="Office", rank=Rank.DEPUTY_SECTION, staff=3, maintenance=1, has_leading_group=False
    )
    chinese = "單位代碼,截至日期,有無專職機構,機構級別,專職人員數,有無領導小組,組長,資料來源\n"
    rows, faults = read(chinese + "X1,2026年1月1日,有,副科級,３,是,分管领导,某文\nX2,2026/1/1,无,,,未知,,某文\n")
    assert not faults
    assert rows[0].capacity == Capacity(
        has_body=True, rank=Rank.DEPUTY_SECTION, staff=3, has_leading_group=True, led_by=Leader.DEPUTY
    )
    assert rows[1].capacity == Capacity(has_body=False)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("ZZ,2026-01-01,yes,,,3,,,,doc", "unit", "unknown"),
        ("X1,2026-13-01,yes,,,3,,,,doc", "as_of", "no_such_date"),
        ("X1,2027-01-01,yes,,,3,,,,doc", "as_of", "in_the_future"),
        ("X1,,yes,,,3,,,,doc", "as_of", "empty"),
        ("X1,2026-01-01,maybe,,,3,,,,doc", "body", "unknown"),
        ("X1,2026-01-01,yes,,king,3,,,,doc", "rank", "unknown"),
        ("X1,2026-01-01,yes,,,-3,,,,doc", "staff", "not_a_whole_number"),
        ("X1,2026-01-01,yes,,,999999,,,,doc", "staff", "too_many"),
        ("X1,2026-01-01,no,Office,,3,,,,doc", "body_name", "needs_body"),
        ("X1,2026-01-01,yes,=1+1,,3,,,,doc", "body_name", "formula"),
        ("X1,2026-01-01,,,,,,,,doc", "", "says_nothing"),
        ("X1,2026-01-01,yes,,,3,,,,", "source", "empty"),
        ("X1,2026-01-01,yes", "", "short_row"),
    ],
)
def test_a_bad_row_says_where_and_why(row, column, code):
    rows, faults = read(f"{HEADING}{row}\n")
    assert not rows
    assert [(fault.row, fault.column, fault.code) for fault in faults] == [(2, column, code)]


def test_a_unit_stands_once_for_a_day():
    line = "X1,2026-01-01,yes,,,3,,,,doc\n"
    rows, faults = read(HEADING + line + line + "X1,2026-02-01,yes,,,3,,,,doc\n")
    assert [row.as_of.month for row in rows] == [1, 2]
    assert [(fault.row, fault.code) for fault in faults] == [(3, "twice_in_file")]


def test_the_invented_register_can_be_believed_and_is_the_same_again():
    places = [Place(f"U{number}", level, number % 9 == 0) for number, level in enumerate([*LEVELS] * 40)]
    rows = list(invented(places, TODAY))
    assert rows == list(invented(places, TODAY))
    text = "\n".join(map(",".join, rows))
    found, faults = check_rows(read_table(text.encode(), CAPACITY).rows, {place.code for place in places}, TODAY)
    assert not faults
    assert 0.85 * len(places) < len(found) < len(places)  # some are not entered
    digital = {place.code for place in places if place.is_digital}
    assert digital <= {row.unit for row in found if row.capacity.has_body and row.capacity.has_mandate is not False}


def test_rows_of_which_only_unit_and_day_are_filled_in_are_passed_over():
    rows, faults = read(HEADING + "X1,2026-01-01,,,,,,,,\nX2,2026-01-01,,,,,,,,doc\n,,,,,,,,,\n")
    assert not rows
    assert [(fault.row, fault.code) for fault in faults] == [(3, "says_nothing")]
