"""Whoever manages a part of the administration imports, looks and undoes in that part only."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lms.people.domain.roster_headings import PEOPLE
from lms.people.models import OrgUnit, Role, RoleAssignment, RosterBatch, User
from lms.people.services.grants import grant_role
from lms.people.services.roster import apply_roster, preview_roster, undo_roster
from lms.people.services.roster_planning import Upload
from lms.people.services.roster_refusal import BatchRefused

pytestmark = pytest.mark.django_db


def row(number: str, unit: str, email: str = "") -> str:
    return f"{number},{number},{email or number.lower() + '@x.example'},{unit},CC,,2020-01-01,1.0,active"


def load(*rows: str, by: User | None) -> RosterBatch:
    content = "\n".join([",".join(PEOPLE.columns), *rows]).encode()
    preview = preview_roster(people=Upload("f.csv", content), name="n", by=by)
    return apply_roster(batch=preview.batch, by=by, seen=preview.fingerprint)


def officer(name: str, role: Role, unit: OrgUnit) -> User:
    user = User.objects.create_user(f"{name}@example.org", None, name=name)
    grant_role(user=user, role=role, unit=unit, by=None)
    return user


def test_an_administrator_of_a_county_takes_nobodys_address_elsewhere(units, clerk):
    load(row("E1", "Y1"), by=None)
    batch = load(row("E1", "Y1", "mine@x.example"), row("E2", "Y1"), by=officer("eve", Role.ADMINISTRATOR, units["X"]))
    assert [fault["code"] for fault in batch.faults] == ["unit_outside", "unit_outside"]
    batch = load(row("E1", "X1", "mine@x.example"), by=User.objects.get(email="eve@example.org"))
    assert [fault["code"] for fault in batch.faults] == ["person_outside"]
    assert User.objects.get(employee_number="E1").email == "e1@x.example"


@pytest.mark.parametrize("role", [Role.HR_VIEWER, Role.ADMINISTRATOR])
def test_rights_at_the_root_are_rights_over_everybody(units, clerk, role):
    chief = officer("chief", role, units["P"])
    without_a_post = User.objects.create_user("e9@x.example", None, name="E9", employee_number="E9")
    assert load(row("E9", "Y1"), row("E1", "X1"), by=chief).faults == []
    assert RoleAssignment.objects.current().get(user=without_a_post).unit == units["Y1"]


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.AUDITOR, "Y", HTTPStatus.NOT_FOUND),
        (Role.ADMINISTRATOR, "Y", HTTPStatus.NOT_FOUND),
        (Role.AUDITOR, "X1", HTTPStatus.NOT_FOUND),
        (Role.HR_VIEWER, "X", HTTPStatus.OK),
        (Role.AUDITOR, "X", HTTPStatus.OK),
        (Role.ADMINISTRATOR, "P", HTTPStatus.OK),
    ],
)
def test_an_import_is_seen_by_those_who_reach_as_far_as_its_importer(client, hua, units, clerk, role, unit, status):
    client.force_login(hua)
    file = SimpleUploadedFile("people.csv", "\n".join([",".join(PEOPLE.columns), row("E1", "X1")]).encode())
    client.post(reverse("people:roster"), {"people": file})
    batch = RosterBatch.objects.get()
    client.force_login(officer("reader", role, units[unit]))
    assert client.get(reverse("people:roster_batch", args=[batch.public_id])).status_code == status
    assert client.get(reverse("people:roster_faults", args=[batch.public_id])).status_code == status


def test_imports_of_the_command_line_are_for_those_who_reach_everybody(client, hua, units, clerk):
    batch = load(row("E1", "X1"), by=None)
    url = reverse("people:roster_batch", args=[batch.public_id])
    client.force_login(hua)
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    client.force_login(officer("chief", Role.ADMINISTRATOR, units["P"]))
    assert client.get(url).status_code == HTTPStatus.OK


def test_nobody_is_put_back_who_has_moved_out_of_reach(units, clerk, hua):
    load(row("E1", "X1", "old@x.example"), by=hua)
    batch = load(row("E1", "X1", "new@x.example"), by=hua)
    post = RoleAssignment.objects.current().get(user__employee_number="E1")
    post.unit = units["Y1"]
    post.save()
    with pytest.raises(BatchRefused, match="people_outside"):
        undo_roster(batch=batch, by=hua)
    assert User.objects.get(employee_number="E1").email == "new@x.example"
    undo_roster(batch=batch, by=None)
    assert User.objects.get(employee_number="E1").email == "old@x.example"


def test_no_post_out_of_reach_is_opened_again(units, clerk, hua):
    load(row("E1", "Y1"), by=None)
    batch = load(row("E1", "X1"), by=officer("chief", Role.HR_VIEWER, units["P"]))
    with pytest.raises(BatchRefused, match="people_outside"):
        undo_roster(batch=batch, by=hua)
    assert RoleAssignment.objects.current().get(user__employee_number="E1").unit == units["X1"]
