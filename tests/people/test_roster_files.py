"""What the file of an office may look like, and what is wrong with a row, without a database."""

from datetime import date

import pytest

from lms.people.domain.roster_file import UnreadableFile, read_table
from lms.people.domain.roster_headings import PEOPLE, UNITS
from lms.people.domain.roster_rows import Register, check_rows
from lms.people.selectors.roster_words import row_reason
from lms.people.services.roster_planning import is_address

HEADING = ",".join(PEOPLE.columns)
ADA = "E1,陳曉晴,ada@nanling.example,X02,CC,1990-01-01,2020-01-01,1.0,active"
CHINESE = {
    "traditional": "工號,姓名,電子信箱,單位代碼,崗位代碼,出生日期,入職日期,工作時間比例,狀態",
    "simplified": "工号,姓名,电子邮箱,单位代码,岗位代码,出生日期,入职日期,工作时间比例,状态",
}


def read(text: str, encoding: str = "utf-8"):
    return read_table(text.encode(encoding), PEOPLE).rows


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableFile) as refused:
        read_table(content, PEOPLE)
    return refused.value.code, refused.value.detail


def fault(old: str, new: str) -> tuple[str, str]:
    """Column and code of the one fault of Ada's row with this difference."""
    register = Register({"X02"}, {"CC"}, date(2026, 11, 23), is_address)
    rows, faults = check_rows(read(f"{HEADING}\n{ADA.replace(old, new)}"), register)
    assert rows == []
    assert row_reason({"column": faults[0].column, "code": faults[0].code, "value": faults[0].value})
    return faults[0].column, faults[0].code


def test_a_big5_file_is_refused_and_not_read_as_other_characters():
    names = ["陳立德", "林曉晴", "周慧敏", "何文杰", "梁思遠", "許雅文", "鄭守正", "馮立群"]
    rows = [f"E{n},{name},e{n}@nanling.example,X02,CC,,,1.0,active" for n, name in enumerate(names)]
    for some in (rows, rows[:1]):
        assert refusal("\n".join([HEADING, *some]).encode("cp950")) == ("big5", "")
    assert refusal(f"{CHINESE['traditional']}\n{ADA}".encode("cp950")) == ("big5", "")


@pytest.mark.parametrize(
    "names", [["陈晓晴", "林立德", "周慧敏"], ["王芳"], ["陳曉晴", "龔麗鑫", "龍飛"], ["李琳", "段鑫"]]
)
def test_gb18030_in_either_script_is_still_read(names):
    rows = [f"E{n},{name},e{n}@nanling.example,X02,CC,,,1.0,active" for n, name in enumerate(names)]
    table = read_table("\n".join([HEADING, *rows]).encode("gb18030"), PEOPLE)
    assert table.encoding == "GB18030"
    assert [row.values["name"] for row in table.rows] == names


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_heading_shows_what_separates_the_cells(separator):
    (row,) = read(f"{HEADING}\n{ADA}".replace(",", separator))
    assert (row.values["employee_number"], row.values["status"]) == ("E1", "active")


@pytest.mark.parametrize("heading", [HEADING.upper(), HEADING.title(), *CHINESE.values(), f"{HEADING},remarks"])
def test_headings_are_known_in_any_case_and_in_both_chinese_scripts(heading):
    (row,) = read(f"{heading}\n{ADA}{',' if heading.endswith('remarks') else ''}")
    assert {row.values[column] for column in PEOPLE.columns} == set(ADA.split(","))


def test_the_file_of_units_is_known_by_chinese_headings_too():
    content = "單位代碼,上級單位,層級,繁體名稱,簡體名稱,英文名稱\nX9,X,county,局,局,Office".encode()
    (row,) = read_table(content, UNITS).rows
    assert (row.values["code"], row.values["name_zh_hans"], row.values["name_en"]) == ("X9", "局", "Office")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_an_empty_file_is_said_to_be_empty(content):
    assert refusal(content) == ("empty", "")


def test_only_the_columns_that_are_missing_are_named():
    assert refusal(b"employee_number;name;email;org_unit;post;birth_date;hire_date;fte\n") == ("columns", "status")


@pytest.mark.parametrize("again", ["name", "Name", "姓名"])
def test_a_heading_that_names_a_column_twice_is_refused(again):
    assert refusal(f"{HEADING},{again}\n{ADA},x".encode()) == ("column_twice", "name")


def test_a_row_longer_than_the_heading_is_a_fault_and_empty_cells_after_it_are_none():
    assert fault("active", "active,what is this") == ("", "long_row")
    assert fault(",1.0,", ",") == ("", "short_row")
    assert not read(f"{HEADING}\n{ADA},,,")[0].is_long


@pytest.mark.parametrize("address", ["a..b@x..example", "a27@-x-.example", "a@x-.example", ".a@x.example"])
def test_what_no_mail_could_reach_is_no_address(address):
    assert fault("ada@nanling.example", address) == ("email", "malformed")


@pytest.mark.parametrize("address", ["=a5@x.example", "+a5@x.example", "-a5@x.example"])
def test_an_address_that_starts_a_formula_is_refused(address):
    assert fault("ada@nanling.example", address) == ("email", "formula")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("\u3164", "hidden_characters"),
        ("\u3164\u3164", "hidden_characters"),
        ("陳\u115f立", "hidden_characters"),
        ("\u2800", "hidden_characters"),
        ("\u200b", "hidden_characters"),
        ("\u0301", "no_letter"),
        ("…", "no_letter"),
        ("\u3000", "empty"),
    ],
)
def test_a_name_that_cannot_be_seen_is_refused(name, code):
    assert fault("陳曉晴", name) == ("name", code)


def test_a_name_may_ask_for_a_variant_of_a_character():
    register = Register({"X02"}, {"CC"}, date(2026, 11, 23), is_address)
    variant = "\u845b\U000e0100"
    rows, _ = check_rows(read(HEADING + "\n" + ADA.replace("陳曉晴", variant)), register)
    assert rows[0].name == variant


@pytest.mark.parametrize(
    ("born", "code"), [("1899-12-31", "too_early"), ("0199-01-01", "too_early"), ("2026-11-24", "in_the_future")]
)
def test_birth_dates_of_nobody_who_works_are_refused(born, code):
    assert fault("1990-01-01", born) == ("birth_date", code)
