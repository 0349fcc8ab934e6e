"""Importing rosters through the services and the command, on the awkward files that offices really send."""

import io
import shlex
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.base.models import AuditEvent
from lms.competencies.models import Framework, Post
from lms.people.domain.roster_headings import PEOPLE
from lms.people.models import AccessGrant, EmploymentRecord, RoleAssignment, RosterBatch, User
from lms.people.selectors.roster_words import row_reason
from lms.people.services.demo import create_demo_people
from lms.people.services.roster import apply_roster, preview_roster, undo_roster
from lms.people.services.roster_planning import Upload
from lms.people.services.roster_refusal import BatchRefused

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent / "data"
STARTER = Path(__file__).parents[2] / "lms" / "people" / "starter"
HEADING = ",".join(PEOPLE.columns)


@pytest.fixture
def province(framework: Framework) -> None:
    """The units of the starter academy and its posts."""
    call_command("import_roster", units=STARTER / "org_units.csv", stdout=io.StringIO())
    for code in ["CC", "AO", "HA", "SC", "PM", "DH", "CIO", "BD", "DEV", "DA", "SO", "SA"]:
        Post.objects.create(code=code, name={"en": code}, staff_group="frontline")


def roster(*rows: str) -> bytes:
    return "\n".join([HEADING, *rows]).encode()


def imported(content: bytes, *, name: str = "test", by: User | None = None) -> RosterBatch:
    preview = preview_roster(people=Upload("r.csv", content), name=name, by=by)
    return apply_roster(batch=preview.batch, by=by, seen=preview.fingerprint)


ADA = "E1,阿達,ada@nanling.example,X02,CC,1990-01-01,2020-01-01,1.0,active"


def test_each_bad_row_has_one_reason_and_nothing_wrong_is_stored(province):
    batch = imported((DATA / "roster_messy.csv").read_bytes())
    assert [(fault["row"], fault["column"], fault["code"]) for fault in batch.faults] == [
        (5, "employee_number", "twice_in_file"),
        (7, "org_unit", "unknown"),
        (9, "post", "unknown"),
        (11, "birth_date", "no_such_date"),
        (13, "name", "formula"),
        (15, "name", "markup"),
        (17, "email", "twice_in_file"),
        (19, "fte", "not_a_number"),
        (21, "name", "empty"),
        (23, "hire_date", "in_the_future"),
        (25, "name", "hidden_characters"),
        (27, "", "short_row"),
        (31, "name", "too_long"),
    ]
    assert User.objects.count() == batch.counts["added"] == 27
    assert User.objects.get(employee_number="E100003").name == "羅志燕"
    assert User.objects.filter(employee_number="E100028").exists(), "spaces around a number are no fault"
    assert not User.objects.filter(name__contains="<").exists()


@pytest.mark.parametrize(
    ("encoding", "recognised"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 (BOM)"), ("gb18030", "GB18030")]
)
def test_three_encodings_are_recognised(province, encoding, recognised):
    content = roster(ADA).decode().encode(encoding)
    batch = imported(content)
    assert batch.encoding == recognised
    assert User.objects.get().name == "阿達"


def test_the_gb18030_file_of_an_office_loads(province):
    assert imported((DATA / "roster_gb18030.csv").read_bytes()).counts["added"] == 40


def test_importing_twice_changes_nothing(province):
    imported(roster(ADA))
    assert imported(roster(ADA)).counts == {
        "added": 0, "changed": 0, "moved": 0, "ended": 0, "returned": 0, "unchanged": 1, "refused": 0,
    }  # fmt: skip


def test_moving_changing_and_leaving_are_told_apart_and_undone(province):
    people = ["E1,甲,a@n.example,X02,CC,,2020-01-01,1.0,active", "E2,乙,b@n.example,X02,CC,,2020-01-01,1.0,active"]
    people += ["E3,丙,c@n.example,X02,CC,,2020-01-01,1.0,active"]
    imported(roster(*people), name="first")
    second = imported(
        roster(
            "E1,甲,a@n.example,X03,AO,,2020-01-01,1.0,active",
            "E2,乙改,b2@n.example,X02,CC,,2020-01-01,0.5,active",
            "E3,丙,c@n.example,X02,CC,,2020-01-01,1.0,left",
        ),
        name="second",
    )
    assert {key: count for key, count in second.counts.items() if count} == {"moved": 1, "changed": 1, "ended": 1}
    moved = RoleAssignment.objects.current().get(user__employee_number="E1")
    assert (moved.unit.code, moved.post.code) == ("X03", "AO")
    assert not User.objects.get(employee_number="E3").is_active

    undo_roster(batch=second, by=None)
    back = RoleAssignment.objects.current().get(user__employee_number="E1")
    assert (back.unit.code, back.starts_on) == ("X02", date(2020, 1, 1))
    second_person = User.objects.get(employee_number="E2")
    assert (second_person.name, second_person.email) == ("乙", "b@n.example")
    assert RoleAssignment.objects.current().get(user=second_person).fte == 1
    assert User.objects.get(employee_number="E3").is_active
    assert EmploymentRecord.objects.get(user__employee_number="E3").status == "active"


def test_undoing_takes_new_people_out(province):
    batch = imported(roster(ADA))
    undo_roster(batch=batch, by=None)
    assert not User.objects.exists()
    batch.refresh_from_db()
    (kept,) = batch.changes.all()
    assert (kept.user, kept.kind) == (None, "added")
    facts = {"employee_number": "E1", "name": "阿達", "unit": "X02", "post": "CC"}
    assert kept.after == {**facts, "outcome": "removed"}, "whom, and nothing more of the personnel file"


def test_an_import_that_a_later_one_built_on_is_not_undone(province):
    first = imported(roster(ADA), name="first")
    imported(roster(ADA.replace("1.0", "0.5")), name="second")
    with pytest.raises(BatchRefused, match="touched_later"):
        undo_roster(batch=first, by=None)


def test_an_empty_date_leaves_the_stored_one(province):
    imported(roster(ADA))
    assert imported(roster("E1,阿達,ada@nanling.example,X02,CC,,,1.0,active"), name="again").counts["unchanged"] == 1
    imported(roster("E1,阿達,ada@nanling.example,X02,CC,,2021-01-01,1.0,active"), name="third")
    employment = EmploymentRecord.objects.get()
    assert (employment.birth_date, employment.hire_date) == (date(1990, 1, 1), date(2021, 1, 1))


def test_a_date_that_the_stored_one_makes_impossible_is_refused(province):
    imported(roster(ADA))
    batch = imported(roster("E1,阿達,ada@nanling.example,X02,CC,,2001-01-01,1.0,active"), name="again")
    assert [fault["code"] for fault in batch.faults] == ["too_young"]


@pytest.mark.parametrize(
    "written", ["2024/3/1", "2024.3.1", "2024-3-1", "20240301", "2024年3月1日", "２０２４/０３/０１", "2024/3/1 0:00"]
)
def test_dates_as_spreadsheets_rewrite_them_are_understood(province, written):
    imported(roster(ADA.replace("2020-01-01", written)))
    assert EmploymentRecord.objects.get().hire_date == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3/1/2024", "not_a_date"),
        ("24-3-1", "not_a_date"),
        ("2024/3-1", "not_a_date"),
        ("2024-W10-5", "not_a_date"),
        ("2024/13/1", "no_such_date"),
        ("0000-01-01", "no_such_date"),
    ],
)
def test_dates_that_can_be_misread_are_refused(province, written, code):
    batch = imported(roster(ADA.replace("2020-01-01", written)))
    assert [(fault["column"], fault["code"]) for fault in batch.faults] == [("hire_date", code)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (",X02,", ",ZZ9,", "Unit ZZ9 is not known."),
        (",CC,", ",WIZARD,", "Post WIZARD is not known."),
        ("active", "retired", "“retired” is not a status."),
        ("E1,", "E 1,", "“E 1” is not an employee number"),
        ("ada@", "ada", "is not an e-mail address"),
        ("2020-01-01", "1/2/2020", "“1/2/2020” is not a date with the year first."),
        ("1.0", "", "Nothing is written here."),
    ],
)
def test_a_reason_names_the_thing(province, old, new, words):
    fault = imported(roster(ADA.replace(old, new))).faults[0]
    assert words in row_reason(fault)


def test_absence_from_a_file_ends_nobody(province):
    imported(roster(ADA))
    imported(roster("E2,乙,b@n.example,X02,CC,,2020-01-01,1.0,active"), name="other")
    assert User.objects.get(employee_number="E1").is_active


def test_all_or_nothing_takes_the_good_rows_back_out(province):
    preview = preview_roster(people=Upload("r.csv", roster(ADA, "E2,,x,X02,CC,,,1,active")), name="n", by=None)
    with pytest.raises(BatchRefused, match="has_faults"):
        apply_roster(batch=preview.batch, by=None, seen=preview.fingerprint, all_or_nothing=True)
    assert not User.objects.exists()


def test_an_import_never_touches_an_account_with_rights_nor_grants_any(province):
    create_demo_people()
    admin = User.objects.get(email="admin@demo.example")
    grants = AccessGrant.objects.count()
    batch = imported(
        roster(
            f"{admin.employee_number},壞人,evil@n.example,X02,CC,,2020-01-01,1.0,active",
            "E9,壞人,ADMIN@demo.example,X02,CC,,2020-01-01,1.0,active",
        )
    )
    assert {fault["code"] for fault in batch.faults} == {"protected_account"}
    admin.refresh_from_db()
    assert admin.email == "admin@demo.example"
    assert AccessGrant.objects.count() == grants


def test_another_persons_address_is_refused(province):
    imported(roster(ADA))
    batch = imported(roster("E2,乙,ADA@nanling.example,X02,CC,,2020-01-01,1.0,active"), name="second")
    assert [fault["code"] for fault in batch.faults] == ["address_taken"]


def test_a_dry_run_changes_nothing_and_says_what_it_would(province, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(roster(ADA, "E2,,x@n.example,X02,CC,,2020-01-01,1.0,active"))
    out = io.StringIO()
    call_command("import_roster", str(file), dry_run=True, stdout=out)
    assert "1 added" in out.getvalue()
    assert "row 3, name: Nothing is written here." in out.getvalue()
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["messy", "the city’s list", "it's; rm -rf"])
def test_the_way_to_undo_can_be_pasted_into_a_shell(province, tmp_path, name):
    file = tmp_path / "people.csv"
    file.write_bytes(roster(ADA))
    out = io.StringIO()
    call_command("import_roster", str(file), batch=name, stdout=out)
    hint = out.getvalue().split("To undo: import_roster ")[1]
    assert shlex.split(hint) == ["--undo", name]
    call_command("import_roster", *shlex.split(hint), stdout=out)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "lacks these columns"),
        (b"\xff\xfe\x00\x81", "neither UTF-8 nor GB18030"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_words(province, tmp_path, content, words):
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("import_roster", str(file), stdout=io.StringIO())
    assert RosterBatch.objects.count() == 1, "that of the units alone"


def test_imports_are_in_the_audit_log(province):
    undo_roster(batch=imported(roster(ADA)), by=None)
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert actions[-3:] == ["roster.previewed", "roster.applied", "roster.undone"]
