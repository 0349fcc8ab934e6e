"""The capacity register through its pages: who may enter, what stays, and a file looked at before it counts."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analytics.domain.capacity.facts import Capacity, Rank
from analytics.models import CapacityEntry, CapacityUpload
from analytics.models.frozen import FrozenRow
from analytics.selectors.capacity import entries_in_force
from analytics.services.capacity import record_capacity
from lms.base.models import AuditEvent
from lms.people.models import OrgUnit, Role
from lms.people.services.grants import grant_role
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

STATEMENTS = 8
URL = reverse("analytics:capacity")
UPLOAD = reverse("analytics:capacity_upload")
HEADING = "unit,as_of,body,body_name,rank,staff,leading_group,source\n"


def of(unit):
    return reverse("analytics:capacity_of_unit", args=[unit.public_id])


def facts(**other):
    return {"as_of": "2026-06-01", "has_body": "yes", "rank": "section", "staff": "3", "source": "doc 7", **other}


def upload(client, text):
    return client.post(UPLOAD, {"file": SimpleUploadedFile("register.csv", text.encode())})


def test_hr_enters_and_the_list_shows_it(as_, hua, units):
    assert as_(hua).post(of(units["X1"]), facts(body_name="Data office")).status_code == HTTPStatus.FOUND
    page = as_(hua).get(URL).text
    assert "Data office" in page
    assert "section (ke)" in page
    event = AuditEvent.objects.get(action="capacity.recorded")
    assert event.actor_id == hua.pk


def test_a_correction_is_another_entry_and_the_first_stays(as_, hua, units):
    for staff in ("3", "4"):
        as_(hua).post(of(units["X1"]), facts(staff=staff))
    assert list(CapacityEntry.objects.order_by("pk").values_list("staff", flat=True)) == [3, 4]
    assert entries_in_force([units["X1"].pk], date(2026, 7, 1))[units["X1"].pk].staff == 4
    assert as_(hua).get(of(units["X1"])).text.count("doc 7") >= 3
    with pytest.raises(FrozenRow):
        CapacityEntry.objects.update(staff=9)


def test_each_day_has_what_was_known_from_then(hua, units):
    for month, staff in ((1, 1), (6, 2)):
        day = date(2026, month, 1)
        record_capacity(unit=units["X1"], by=hua, as_of=day, capacity=Capacity(staff=staff), source="doc")
    day_to_staff = {month: entries_in_force([units["X1"].pk], date(2026, month, 2)) for month in (3, 7)}
    assert {month: found[units["X1"].pk].staff for month, found in day_to_staff.items()} == {3: 1, 7: 2}
    assert entries_in_force([units["X1"].pk], date(2025, 12, 31)) == {}


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"as_of": "2099-01-01"}, "in the future"),
        ({"as_of": "yesterday"}, "Enter a valid date"),
        ({"has_body": "no", "rank": "section"}, "Only a body of its own"),
        ({"staff": "-1"}, "greater than or equal to 0"),
        ({"staff": "many"}, "Enter a whole number"),
        ({"source": ""}, "required"),
        ({"source": "=cmd()"}, "spreadsheet formula"),
        ({"has_body": "", "rank": "", "staff": ""}, "Say at least one thing"),
        ({"rank": "king"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_clear_and_enters_nothing(as_, hua, units, other, words):
    reply = as_(hua).post(of(units["X1"]), facts(**other))
    assert reply.status_code == HTTPStatus.OK
    assert words in reply.text
    assert not CapacityEntry.objects.exists()


def test_who_may_read_and_who_may_enter(as_, client, ada, ben, ola, hua, units):
    for url in (URL, of(units["X1"])):
        client.logout()
        assert client.get(url).status_code == HTTPStatus.FOUND
        assert as_(ada).get(url).status_code == HTTPStatus.NOT_FOUND
    assert as_(ola).get(of(units["X1"])).status_code == HTTPStatus.NOT_FOUND
    assert "Unit X" not in as_(ola).get(URL).text
    assert as_(ben).get(of(units["X1"])).status_code == HTTPStatus.OK
    assert "Make the entry" not in as_(ben).get(of(units["X1"])).text
    assert as_(ben).post(of(units["X1"]), facts()).status_code == HTTPStatus.NOT_FOUND
    assert as_(ola).post(of(units["X1"]), facts()).status_code == HTTPStatus.NOT_FOUND
    assert as_(ben).get(UPLOAD).status_code == HTTPStatus.NOT_FOUND
    assert not CapacityEntry.objects.exists()


def test_a_reader_elsewhere_enters_only_where_the_right_reaches(as_, hua, units):
    grant_role(user=hua, role=Role.LINE_MANAGER, unit=units["Y1"], by=None)
    assert as_(hua).get(of(units["Y1"])).status_code == HTTPStatus.OK
    assert as_(hua).post(of(units["Y1"]), facts()).status_code == HTTPStatus.NOT_FOUND


def test_a_file_is_looked_at_first_and_entered_on_a_word(as_, hua, units):
    record_capacity(
        unit=units["X2"], by=hua, as_of=date(2026, 1, 1), capacity=Capacity(has_body=False, staff=0), source="old"
    )
    text = HEADING + (
        "X1,2026-06-01,yes,Office,section,3,no,doc\n"
        "X2,2026-06-01,no,,,0,,doc\n"
        "Y1,2026-06-01,no,,,0,,doc\n"
        "X,2026-06-01,no,,section,0,,doc\n"
    )
    reply = upload(as_(hua), text)
    found = CapacityUpload.objects.get()
    assert reply.url == reverse("analytics:capacity_preview", args=[found.public_id])
    assert CapacityEntry.objects.count() == 1
    page = as_(hua).get(reply.url).text
    assert "To enter: 1. Entered already and left out: 1. Refused: 2." in page
    assert f"X1 {units['X1'].name}</th>" in page
    assert "not a unit in your charge" in page
    assert "Only a body of its own" in page
    as_(hua).post(reverse("analytics:capacity_apply", args=[found.public_id]))
    entry = CapacityEntry.objects.get(upload=found)
    assert (entry.unit.code, entry.capacity.rank, entry.created_by) == ("X1", Rank.SECTION, hua)


def test_a_file_is_entered_once_and_only_by_whoever_brought_it(as_, hua, ola, units):
    upload(as_(hua), HEADING + "X1,2026-06-01,yes,Office,section,3,no,doc\n")
    found = CapacityUpload.objects.get()
    enter = reverse("analytics:capacity_apply", args=[found.public_id])
    for url in (enter, reverse("analytics:capacity_discard", args=[found.public_id])):
        assert as_(ola).post(url).status_code == HTTPStatus.NOT_FOUND
    assert (
        as_(ola).get(reverse("analytics:capacity_preview", args=[found.public_id])).status_code == HTTPStatus.NOT_FOUND
    )
    as_(hua).post(enter)
    again = as_(hua).post(enter, follow=True)
    assert "already entered or discarded" in again.text
    assert CapacityEntry.objects.count() == 1


def test_a_file_that_names_a_unit_no_longer_in_reach_enters_nothing(as_, hua, units):
    upload(as_(hua), HEADING + "X1,2026-06-01,yes,Office,section,3,no,doc\n")
    found = CapacityUpload.objects.get()
    hua.grants.update(unit=units["Y"])
    reply = as_(hua).post(reverse("analytics:capacity_apply", args=[found.public_id]), follow=True)
    assert "no longer in your charge" in reply.text
    assert not CapacityEntry.objects.exists()


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'unit,as_of\n"open'])
def test_a_file_that_is_no_register_is_refused_with_words(as_, hua, units, text):
    reply = upload(as_(hua), text)
    assert reply.status_code == HTTPStatus.OK
    assert "There is a problem" in reply.text
    assert not CapacityUpload.objects.exists()


def test_the_list_is_narrowed(as_, hua, units):
    record_capacity(
        unit=units["X1"], by=hua, as_of=date(2026, 1, 1), capacity=Capacity(has_body=True, body_name="Dahe"), source="d"
    )
    shown = lambda **asked: {line.unit.code for line in as_(hua).get(URL, asked).context["lines"]}  # noqa: E731
    assert shown() == {"X", "X1", "X2"}
    assert shown(body="yes") == shown(words="dahe") == {"X1"}
    assert shown(body="unknown") == {"X", "X2"}
    assert shown(level="township") == set()
    assert "No unit fits" in as_(hua).get(URL, {"level": "township"}).text


def test_statements_do_not_grow_with_units(as_, hua, units, snapshot):
    client = as_(hua)
    client.get(URL)
    counts = []
    for extra in (0, 12):
        for number in range(extra):
            unit = OrgUnit(code=f"N{number}", parent=units["X"], level="township", name={"en": f"N{number}"})
            unit.path = unit.path_below(units["X"])
            unit.save()
            day = timezone.localdate() - timedelta(days=number)
            record_capacity(unit=unit, by=hua, as_of=day, capacity=Capacity(staff=number), source="doc")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL).status_code == HTTPStatus.OK
        counts.append(len(reads(captured.captured_queries)))
    assert counts[0] == counts[1] <= STATEMENTS
