"""What a hostile or careless roster must not achieve."""

import io

import pytest
from django.core.management import call_command

from lms.competencies.models import Post
from lms.people.models import OrgUnit, Role, RoleAssignment, RosterBatch, User
from lms.people.services.demo import CAST
from lms.people.services.grants import grant_role
from lms.people.services.roster import apply_roster, preview_roster, undo_roster
from lms.people.services.roster_planning import Upload, UploadRefused
from lms.people.services.roster_refusal import BatchRefused

pytestmark = pytest.mark.django_db

HEADING = "employee_number,name,email,org_unit,post,birth_date,hire_date,fte,status\n"


def row(number: str = "E1", name: str = "Ann", unit: str = "X1", **other: str) -> str:
    email, fte, status = other.get("email", "ann@example.org"), other.get("fte", "1.0"), other.get("status", "active")
    return f"{number},{name},{email},{unit},CC,1990-01-01,2020-01-01,{fte},{status}\n"


def load(*rows: str, by: User | None = None) -> RosterBatch:
    content = (HEADING + "".join(rows)).encode()
    preview = preview_roster(people=Upload("f.csv", content), name="n", by=by)
    return apply_roster(batch=preview.batch, by=by, seen=preview.fingerprint)


def ann() -> User:
    return User.objects.get(employee_number="E1")


def reasons(batch: RosterBatch) -> list[tuple[int, str]]:
    return [(fault["row"], fault["code"]) for fault in batch.faults]


@pytest.mark.parametrize("share", ["NaN", "sNaN", "Infinity", "1e-9", "1E400000", "0", "-1", "1.01"])
def test_what_is_no_share_is_refused_not_stored(units, clerk, share):
    batch = load(row(fte=share))
    assert batch.counts["refused"] == 1
    assert not User.objects.exists()


def test_a_number_in_another_case_is_the_same_person(units, clerk):
    load(row())
    batch = load(row(number="e1"))
    assert batch.counts["unchanged"] == 1
    assert ann().employee_number == "E1"


def test_an_address_longer_than_any_mailbox_is_refused(units, clerk):
    assert reasons(load(row(email="a@" + "a." * 150 + "org"))) == [(2, "malformed")]


@pytest.mark.parametrize("name", ["x" * 200_000, '"Ann'])
def test_a_file_that_breaks_the_form_of_a_table_is_refused_whole(units, clerk, name):
    with pytest.raises(UploadRefused, match="table"):
        load(row(name=name), row(number="E2", email="e2@example.org"))
    assert not RosterBatch.objects.exists()


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(units, clerk):
    batch = load(row(name='"An\nn"'), row(number="E2", email="nobody"))
    assert reasons(batch) == [(2, "hidden_characters"), (3, "malformed")]


def test_nobody_who_left_another_county_is_taken_over(units, clerk, hua, ola):
    load(row(unit="Y1"))
    load(row(unit="Y1", status="left"))
    batch = load(row(unit="X1", email="mine@example.org"), by=hua)
    assert reasons(batch) == [(2, "person_outside")]
    assert (ann().email, ann().is_active) == ("ann@example.org", False)
    assert load(row(unit="Y1"), by=ola).counts["returned"] == 1
    assert ann().is_active


def test_an_account_closed_by_hand_stays_closed(units, clerk):
    load(row())
    User.objects.update(is_active=False)
    batch = load(row(name="Anna"))
    assert (ann().name, ann().is_active) == ("Anna", False)
    undo_roster(batch=batch, by=None)
    assert (ann().name, ann().is_active) == ("Ann", False)


def test_undoing_never_touches_somebody_who_holds_rights_by_now(units, clerk):
    batch = load(row())
    grant_role(user=ann(), role=Role.AUDITOR, unit=units["P"], by=None)
    with pytest.raises(BatchRefused, match="holds_rights"):
        undo_roster(batch=batch, by=None)
    assert ann().grants.filter(ended_at=None).count() == 1


def test_the_reason_names_what_collides_with_an_account_with_rights(units, clerk, hua):
    User.objects.filter(pk=hua.pk).update(employee_number="H1")
    batch = load(
        row(number="T1", email="HUA@example.org"),
        row(number="H1", email="other@example.org"),
        row(number="h1", email="hua@example.org"),
    )
    assert [(fault["column"], fault["code"], fault["value"]) for fault in batch.faults] == [
        ("email", "protected_account", "hua@example.org"),
        ("employee_number", "protected_account", "H1"),
        ("employee_number", "twice_in_file", "h1 (3)"),
    ]


def test_the_starter_roster_comes_in_whole_and_only_once(framework):
    """The whole roster is loaded here and nowhere else: it takes its time."""
    for code in ["CC", "AO", "HA", "SC", "PM", "DH", "CIO", "BD", "DEV", "DA", "SO", "SA"]:
        Post.objects.create(code=code, name={"en": code}, staff_group="frontline")
    call_command("load_organisation", stdout=io.StringIO())
    counts = RosterBatch.objects.get().counts
    assert {key: count for key, count in counts.items() if count} == {"added": 2035, "units_added": 61}
    assert RoleAssignment.objects.current().count() == User.objects.count() == 2035 + len(CAST)
    assert not any(user.has_usable_password() for user in User.objects.filter(is_demo=False)[:50])
    OrgUnit.objects.filter(code="X02").update(name={"en": "Renamed"})
    call_command("load_organisation", stdout=io.StringIO())
    assert OrgUnit.objects.get(code="X02").name == {"en": "Renamed"}
    assert (OrgUnit.objects.count(), User.objects.count()) == (61, 2035 + len(CAST))
