import csv
from http import HTTPStatus
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from analytics.models import Snapshot, SnapshotCell
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db

TRAP = '=HYPERLINK("http://evil.example","X1")'


@pytest.fixture
def trapped(academy, units, now):
    """A unit whose name is a formula."""
    units["X1"].name = {"en": TRAP}
    units["X1"].save()
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)


@pytest.fixture
def download(as_, hua):
    def download(snapshot, file_format, user=hua, **more):
        asked = {"at": snapshot.public_id, "purpose": "report", "format": file_format, **more}
        return as_(user).post(reverse("analytics:export"), asked)

    return download


def csv_rows(response):
    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text.split("\r\n\r\n")[0] + "\r\n")))
    return rows, text


def xlsx_rows(response):
    book = load_workbook(BytesIO(response.content))
    header, *rows = book["Figures"].iter_rows()
    return [dict(zip([one.value for one in header], row, strict=True)) for row in rows], book


def test_csv_opens_in_every_office(trapped, download):
    response = download(trapped, "csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows, text = csv_rows(response)
    assert {row["Unit code"] for row in rows} == {"X", "X1", "X2"}
    assert "Competency framework,test 1" in text
    assert "Groups under 10 people show no figure" in text


def test_both_files_say_what_is_stored_and_nothing_else(trapped, download):
    rows, _ = csv_rows(download(trapped, "csv"))
    typed, _ = xlsx_rows(download(trapped, "xlsx"))
    stored = SnapshotCell.objects.filter(group__snapshot=trapped, group__path__startswith="P/X/")
    assert len(rows) == len(typed) == stored.count()
    hidden = 0
    for row, cells in zip(rows, typed, strict=True):
        for name in ("People it is demanded of", "Met", "Gap", "Not assessed", "Coverage of those assessed"):
            value = cells[name].value
            assert (value is None) == (row[name] == "")
            if value is not None:
                assert float(row[name]) == pytest.approx(value, abs=1e-4)
        if row["Note"]:
            hidden += 1
            assert row["Coverage of those assessed"] == row["Met"] == row["Gap"] == ""
    assert hidden == stored.exclude(hides="").count() > 0


def test_formulas_in_names_are_harmless(trapped, download):
    rows, _ = csv_rows(download(trapped, "csv"))
    named = [row["Unit"] for row in rows if row["Unit code"] == "X1"]
    assert named
    assert set(named) == {f"'{TRAP}"}
    typed, book = xlsx_rows(download(trapped, "xlsx"))
    assert {cells["Unit"].data_type for cells in typed} == {"s"}
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_cells_of_the_workbook_have_types(trapped, download):
    typed, book = xlsx_rows(download(trapped, "xlsx"))
    shown = next(cells for cells in typed if cells["Coverage of those assessed"].value is not None)
    assert shown["Coverage of those assessed"].number_format == "0%"
    assert isinstance(shown["Met"].value, int)
    notes = {row[0].value: row[1].value for row in book["Notes"].iter_rows()}
    assert notes["Competency framework"] == "test 1"
    assert "As of" in notes


def test_one_unit_alone(trapped, download, units):
    rows, _ = csv_rows(download(trapped, "csv", unit=units["X1"].public_id))
    assert {row["Unit code"] for row in rows} == {"X1"}


def test_a_download_is_written_down_with_its_purpose(trapped, download, hua):
    download(trapped, "xlsx")
    event = AuditEvent.objects.get(action="gaps.exported")
    assert event.actor_id == hua.pk
    assert (event.detail["purpose"], event.detail["format"]) == ("report", "xlsx")


def test_without_a_purpose_there_is_no_file(trapped, download):
    assert download(trapped, "csv", purpose="").status_code == HTTPStatus.NOT_FOUND
    assert not AuditEvent.objects.filter(action="gaps.exported").exists()


def test_a_learner_gets_no_file(trapped, download, ada):
    assert download(trapped, "csv", user=ada).status_code == HTTPStatus.NOT_FOUND
