import csv
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lms.base.models import AuditEvent
from lms.people.domain.roster_headings import PEOPLE, UNITS
from lms.people.models import OrgUnit, Role, RosterBatch, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

HEADING = ",".join(PEOPLE.columns)
INSIDE = "E1,新人,new@x.example,X1,CC,,2020-01-01,1.0,active"
OUTSIDE = "E2,外人,out@x.example,Y1,CC,,2020-01-01,1.0,active"


def send(client, *rows, units=()):
    files = {}
    if rows:
        files["people"] = SimpleUploadedFile("people.csv", "\n".join([HEADING, *rows]).encode())
    if units:
        heading = ",".join(UNITS.columns)
        files["units"] = SimpleUploadedFile("units.csv", "\n".join([heading, *units]).encode())
    return client.post(reverse("people:roster"), {**files, "name": "November"})


def page_of(client, batch, **query):
    return client.get(reverse("people:roster_batch", args=[batch.public_id]), query)


def apply(client, batch):
    """Press the button of the page as it stands."""
    page = client.get(reverse("people:roster_batch", args=[batch.public_id]))
    seen = {"seen": page.context["batch"].fingerprint}
    return client.post(reverse("people:roster_apply", args=[batch.public_id]), seen, follow=True)


@pytest.fixture
def batch(client, hua, clerk):
    client.force_login(hua)
    send(client, INSIDE, OUTSIDE)
    return RosterBatch.objects.get()


def test_an_hr_officer_looks_applies_and_undoes(client, batch):
    page = client.get(reverse("people:roster_batch", args=[batch.public_id]))
    assert "Nothing has changed yet." in page.text
    assert "新人" in page.text
    apply(client, batch)
    assert User.objects.filter(employee_number="E1").exists()
    client.post(reverse("people:roster_undo", args=[batch.public_id]))
    assert not User.objects.filter(employee_number="E1").exists()


def test_what_differs_from_what_was_looked_at_is_not_applied(client, hua, clerk):
    client.force_login(hua)
    send(client, INSIDE)
    batch = RosterBatch.objects.get()
    url = reverse("people:roster_apply", args=[batch.public_id])
    seen = {"seen": batch.fingerprint}
    other = User.objects.create_user("new@x.example", None, name="Quicker")
    reply = client.post(url, seen, follow=True)
    assert "people or units changed since you looked" in reply.text
    assert "is the address of another person" in reply.text
    assert list(User.objects.filter(email="new@x.example")) == [other]
    batch.refresh_from_db()
    assert (batch.status, batch.counts["added"], batch.counts["refused"]) == ("previewed", 0, 1)
    other.delete()
    assert "people or units changed since you looked" in client.post(url, follow=True).text, "nothing was looked at"
    assert not User.objects.filter(employee_number="E1").exists()
    assert "The import was applied." in apply(client, batch).text
    assert User.objects.get(employee_number="E1").name == "新人"


def test_undoing_says_what_became_of_the_accounts(client, batch):
    apply(client, batch)
    User.objects.filter(employee_number="E1").update(last_login=timezone.now())
    page = client.post(reverse("people:roster_undo", args=[batch.public_id]), follow=True)
    assert "1 new account was already used: it was closed and keeps its records." in page.text
    assert not User.objects.get(employee_number="E1").is_active


def test_an_auditor_sees_the_preview_as_the_importer_does_but_no_buttons(client, batch, units):
    auditor = User.objects.create_user("auditor@example.org", None, name="Auditor")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["P"], by=None)
    client.force_login(auditor)
    page = client.get(reverse("people:roster_batch", args=[batch.public_id]))
    assert (page.context["batch"].counts["added"], page.context["batch"].counts["refused"]) == (1, 1)
    assert "新人" in page.text
    assert "Apply this import" not in page.text


def test_a_file_that_changes_nothing_says_so_and_offers_nothing_to_apply(client, batch, clerk):
    apply(client, batch)
    send(client, INSIDE)
    page = client.get(reverse("people:roster_batch", args=[RosterBatch.objects.latest("pk").public_id]))
    assert "Everything in this import is here already" in page.text
    assert "Apply this import" not in page.text


def test_rows_outside_the_officers_units_are_refused_with_the_reason(client, batch):
    page = client.get(reverse("people:roster_batch", args=[batch.public_id]))
    assert "outside the units that you may manage" in page.text
    apply(client, batch)
    assert not User.objects.filter(employee_number="E2").exists()


def test_units_come_with_their_people_and_go_with_them(client, hua, units, clerk):
    client.force_login(hua)
    send(client, INSIDE.replace("X1", "X9"), units=["X9,X,county,新局,New office", "X2,X,county,改名,Renamed"])
    batch = RosterBatch.objects.get()
    text = page_of(client, batch).text
    assert "New office (X9)" in text, "where the new person will work, by name"
    assert "Counter clerk (CC)" in text
    assert not OrgUnit.objects.filter(code="X9").exists()
    apply(client, batch)
    assert User.objects.get(employee_number="E1").assignments.get().unit.code == "X9"
    assert str(OrgUnit.objects.get(code="X2")) == "Renamed"
    page = client.post(reverse("people:roster_undo", args=[batch.public_id]), follow=True)
    assert "1 new unit was removed." in page.text
    assert "1 unit is as before the import." in page.text
    assert not OrgUnit.objects.filter(code="X9").exists()
    assert OrgUnit.objects.get(code="X2").name == {"en": "Unit X2"}


def test_units_alone_can_be_imported_and_a_used_one_outlives_the_undo(client, hua, units, clerk):
    client.force_login(hua)
    send(client, units=["X9,X,county,新局,New", "X91,X9,county,新科,Below it"])
    batch = RosterBatch.objects.get()
    apply(client, batch)
    send(client, INSIDE.replace("X1", "X9"))
    apply(client, RosterBatch.objects.latest("pk"))
    client.post(reverse("people:roster_undo", args=[batch.public_id]))
    batch.refresh_from_db()
    assert (batch.counts["units_removed"], batch.counts["units_kept"]) == (1, 1)
    assert OrgUnit.objects.filter(code="X9").exists()
    assert "kept, because something refers to it" in page_of(client, batch).text


def test_units_are_written_below_the_officers_own_unit_only(client, hua, units, clerk):
    client.force_login(hua)
    rows = ["X,P,county,我縣,Mine", "Y2,Y,county,外,Theirs", "Y1,Y,county,改,Renamed", "P,,province,省,Top"]
    send(client, units=[*rows, "X3,X,county,內,Ours"])
    batch = RosterBatch.objects.get()
    assert [(fault["row"], fault["column"], fault["code"]) for fault in batch.faults] == [
        (row, "code", "unit_outside") for row in (2, 3, 4, 5)
    ]
    assert "outside the units that you may manage" in page_of(client, batch).text
    apply(client, batch)
    assert set(OrgUnit.objects.values_list("code", flat=True)) - set(units) == {"X3"}


def test_neither_file_is_a_mistake_and_an_unreadable_one_is_named_beside_its_field(client, hua, units):
    client.force_login(hua)
    assert "Choose a roster, a file of units, or both." in send(client).text
    page = send(client, units=["X9"]).context  # a row too short is a reason, not an unreadable file
    assert page is None
    broken = {"units": SimpleUploadedFile("units.csv", b"a;b\n1;2")}
    assert "code" in client.post(reverse("people:roster"), broken).context["form"].errors["units"][0]


def test_a_later_import_of_the_same_unit_is_undone_first(client, hua, units, clerk):
    client.force_login(hua)
    for name in ("One", "Two"):
        send(client, units=[f"X2,X,county,局,{name}"])
        apply(client, RosterBatch.objects.latest("pk"))
    first = RosterBatch.objects.earliest("pk")
    page = client.post(reverse("people:roster_undo", args=[first.public_id]), follow=True)
    assert "A later import changed 1 of the same units." in page.text
    assert str(OrgUnit.objects.get(code="X2")) == "Two"


def test_long_lists_come_in_pages_and_whole_as_a_file(client, hua, units, clerk):
    client.force_login(hua)
    good = [f"E{n},新人{n},e{n}@x.example,X1,CC,,,1.0,active" for n in range(120)]
    bad = [f"B{n},壞{n},nobody,X1,CC,,,1.0,active" for n in range(120)]
    send(client, *good, *bad)
    batch = RosterBatch.objects.get()
    page = page_of(client, batch)
    assert (page.text.count("is not an e-mail address"), page.text.count("@x.example")) == (20, 20)
    assert page_of(client, batch, list="refused", page=3).text.count("is not an e-mail address") == 20
    assert page_of(client, batch, list="added", page=3).text.count("@x.example") == 20
    assert page_of(client, batch, list="nonsense").status_code == HTTPStatus.NOT_FOUND
    for _ in range(2):  # before it is applied and afterwards
        reply = client.post(reverse("people:roster_changes", args=[batch.public_id]))
        rows = list(csv.reader(StringIO(reply.getvalue().decode("utf-8-sig"))))
        assert len(rows) == 121
        assert rows[1][:3] == ["Added", "E0", "新人0"]
        apply(client, batch)
    assert AuditEvent.objects.filter(action="roster.exported").count() == 2
    assert client.get(reverse("people:roster_changes", args=[batch.public_id])).status_code == 405


def test_somebody_who_comes_back_is_said_to_be_back(client, hua, units, clerk):
    client.force_login(hua)
    for status in ("active", "left", "active"):
        send(client, INSIDE.replace("active", status))
        batch = RosterBatch.objects.latest("pk")
        apply(client, batch)
    batch.refresh_from_db()
    assert batch.counts["returned"] == 1
    assert "Came back (1)" in page_of(client, batch).text


def test_the_auditor_reads_the_list_and_sends_nothing(client, batch, units):
    auditor = User.objects.create_user("auditor@example.org", None, name="Auditor")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["P"], by=None)
    client.force_login(auditor)
    page = client.get(reverse("people:roster"))
    assert reverse("people:roster_batch", args=[batch.public_id]) in page.text
    assert 'type="file"' not in page.text
    assert send(client, INSIDE).status_code == HTTPStatus.NOT_FOUND
    assert RosterBatch.objects.count() == 1


def test_nobody_is_drawn_in_from_units_outside(client, hua, cleo, clerk):
    cleo.employee_number = "C1"
    cleo.save()
    client.force_login(hua)
    send(client, "C1,Cleo,cleo@example.org,X1,CC,,2020-01-01,1.0,active")
    assert [fault["code"] for fault in RosterBatch.objects.get().faults] == ["person_outside"]


def test_the_refused_rows_download_is_safe_in_a_spreadsheet(client, hua, clerk):
    client.force_login(hua)
    send(client, '"E3","=cmd|x",e3@x.example,X1,CC,,2020-01-01,1.0,active')
    reply = client.get(reverse("people:roster_faults", args=[RosterBatch.objects.get().public_id]))
    text = reply.getvalue().decode("utf-8-sig")
    assert "'=cmd|x" in text
    assert not [cell for line in text.splitlines() for cell in line.split(",") if cell.startswith("=")]


def test_a_file_that_is_no_roster_is_explained_beside_the_field(client, hua, clerk):
    client.force_login(hua)
    reply = client.post(reverse("people:roster"), {"people": SimpleUploadedFile("x.csv", b"a,b\n1,2")})
    assert "lacks these columns" in reply.text


@pytest.mark.parametrize(
    "name", ["roster_batch", "roster_apply", "roster_undo", "roster_discard", "roster_faults", "roster_changes"]
)
def test_other_peoples_imports_do_not_exist_for_anybody_else(client, batch, ada, ben, ola, name):
    url = reverse(f"people:{name}", args=[batch.public_id])
    method = client.get if name in {"roster_batch", "roster_faults"} else client.post
    for outsider in (ada, ben, ola):
        client.force_login(outsider)
        assert method(url).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert method(url).url.startswith("/account/login/")
    batch.refresh_from_db()
    assert batch.status == "previewed"


def test_the_list_costs_the_same_for_one_and_for_twenty_imports(client, hua, clerk, django_assert_max_num_queries):
    client.force_login(hua)
    for number in range(20):
        RosterBatch.objects.create(
            name=str(number), file_name="f", sha256="", encoding="UTF-8", content=b"", scope_paths=["P/X/"]
        )
    with django_assert_max_num_queries(6):
        page = client.get(reverse("people:roster"))
    assert len(page.context["page"].object_list) == 20
