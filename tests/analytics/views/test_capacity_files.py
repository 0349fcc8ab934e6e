"""The capacity register as a file: one to fill in, sent back as CSV or workbook, and an invented one to show."""

import csv
from datetime import date
from http import HTTPStatus
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from analytics.domain.capacity.invention import SOURCE
from analytics.domain.capacity.layout import CAPACITY
from analytics.domain.capacity.rows import BEGUN
from analytics.models import CapacityEntry, CapacityUpload
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

UPLOAD = reverse("analytics:capacity_upload")
HEAD = ["unit", "as_of", "body", "rank", "staff", "leading_group", "source"]


def template(file_format):
    return reverse("analytics:capacity_template", args=[file_format])


def send(client, content, name="register.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_file_to_fill_in_names_ones_own_units_and_comes_back_without_faults(as_, hua, units):
    content = as_(hua).get(template("xlsx")).content
    book = load_workbook(BytesIO(content))
    sheet, notes = book.worksheets
    assert [cell.value for cell in sheet[1]] == list(CAPACITY.chinese)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["X", "X1", "X2"]
    assert [row[1].value for row in notes.iter_rows()][2] == "Body of its own"
    sheet["C3"], sheet["E3"], sheet["F3"], sheet["L3"] = "yes", "section", 4, "doc 7"
    stream = BytesIO()
    book.save(stream)
    page = send(as_(hua), stream.getvalue())
    assert "To enter: 1. Entered already and left out: 0. Refused: 0." in page.text
    as_(hua).post(reverse("analytics:capacity_apply", args=[CapacityUpload.objects.get().public_id]))
    entry = CapacityEntry.objects.get()
    assert (entry.unit.code, entry.staff, entry.as_of, entry.source) == ("X1", 4, timezone.localdate(), "doc 7")


def test_the_csv_file_holds_the_same_rows(as_, hua, units):
    rows = list(csv.reader(StringIO(as_(hua).get(template("csv")).content.decode("utf-8-sig"))))
    assert rows[0] == list(CAPACITY.chinese)
    assert [row[0] for row in rows[1:]] == ["X", "X1", "X2"]
    assert all(not any(row[len(BEGUN) :]) for row in rows[1:])


def test_who_keeps_no_register_has_no_file_to_fill_in(as_, client, ada, ben, units, hua):
    assert client.get(template("csv")).status_code == HTTPStatus.FOUND
    for person in (ada, ben):
        assert as_(person).get(template("csv")).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(template("exe")).status_code == HTTPStatus.NOT_FOUND


def test_a_workbook_with_real_dates_and_numbers_is_read(as_, hua, units):
    page = send(as_(hua), workbook(HEAD, ("X1", date(2026, 6, 1), "yes", "section", 3, "no", "doc"), ("X2", None)))
    assert "To enter: 1. Entered already and left out: 0. Refused: 0." in page.text


def test_faults_name_the_column_in_the_readers_language_and_as_in_the_file(as_, hua, units):
    page = send(as_(hua), workbook(HEAD, ("X1", "2026-06-01", "yes", "section", "many", "no", "doc")))
    assert 'Full-time staff for digital work <code class="sz-code">staff</code>' in page.text
    with translation.override("zh-hant"):
        chinese = as_(hua).get(page.request["PATH_INFO"], headers={"accept-language": "zh-hant"}).text
    assert "staff</code>" in chinese
    assert "Full-time staff for digital work" not in chinese.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", workbook(("unit", "as_of"))])
def test_a_workbook_that_is_no_register_is_refused_with_words(as_, hua, units, content):
    page = send(as_(hua), content)
    assert "There is a problem" in page.text
    assert not CapacityUpload.objects.exists()


def test_the_demonstration_is_entered_once_and_says_that_it_is_invented(units, settings):
    settings.DEMO_ALLOWED = True
    keeper = User.objects.create_user("admin@demo.example", "a-long-enough-password", name="Adm", is_demo=True)
    grant_role(user=keeper, role=Role.ADMINISTRATOR, unit=units["P"], by=None)
    for _ in range(2):
        call_command("invent_capacity", stdout=StringIO())
    entries = CapacityEntry.objects.all()
    assert 0 < entries.count() <= len(units)
    assert {entry.source for entry in entries} == {SOURCE}
    assert not CapacityUpload.objects.get().faults
