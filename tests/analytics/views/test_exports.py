import csv
import json
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from analytics.exports.formats import FORMATS
from analytics.exports.tables import TABLES
from analytics.models import ExportFile, Snapshot, SnapshotCell
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent
from lms.base.outbox import drain

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
        reply = as_(user).post(reverse("analytics:export"), asked)
        if reply.status_code != HTTPStatus.FOUND:
            return reply
        drain()
        newest = ExportFile.objects.first()
        return as_(user).get(reverse("analytics:export_file", args=[newest.public_id]))

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


def test_json_carries_the_rows_and_what_holds_of_them(trapped, download):
    response = download(trapped, "json")
    assert response["Content-Type"] == "application/json"
    content = json.loads(response.content)
    assert content["framework_version"] == "test 1"
    assert content["model_version"] == trapped.model_version
    assert content["as_of"].startswith(f"{trapped.as_of:%Y-%m-%d}")
    assert "under 10 people" in content["suppression"]
    rows, _ = csv_rows(download(trapped, "csv"))
    assert len(content["rows"]) == len(rows)
    names = {row["Unit"] for row in content["rows"] if row["Unit code"] == "X1"}
    assert names == {f"'{TRAP}"}


def test_no_file_holds_markup_that_a_page_would_run(trapped, download, units):
    units["X1"].name = {"en": "<script>alert(1)</script>&amp;<b>"}
    units["X1"].save()
    snapshot = take_snapshot(at=trapped.as_of + timedelta(minutes=1), occasion=Snapshot.Occasion.REQUEST)
    assert b"<script" not in download(snapshot, "json").content
    assert "<script>alert(1)</script>" in _text_of(download(snapshot, "pdf").content)


def test_the_printed_table_tells_the_same(trapped, download, units):
    units["X2"].name = {"en": "南嶺縣政務服務中心"}
    units["X2"].save()
    snapshot = take_snapshot(at=trapped.as_of + timedelta(minutes=1), occasion=Snapshot.Occasion.REQUEST)
    response = download(snapshot, "pdf")
    assert response["Content-Type"] == "application/pdf"
    text = _text_of(response.content)
    assert "南嶺縣政務服務中心" in text
    assert "As of" in text
    assert "test 1" in text
    assert "Groups under 10 people" in text
    assert f"'{TRAP[:12]}" in text


def test_paper_leaves_silent_rows_out_and_says_how_many(trapped, download):
    rows, _ = csv_rows(download(trapped, "csv"))
    figures = ("People it is demanded of", "Assessed", "Met", "Coverage of those assessed")
    silent = sum(not any(row[name] for name in figures) for row in rows)
    assert 0 < silent < len(rows)
    pages = PdfReader(BytesIO(download(trapped, "pdf").content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert f"{silent} rows are left out: no figure of them may be shown" in text.replace("\n", " ")
    printed = [line for line in text.splitlines() if line in ("S1", "P2", "C1")]
    assert len(printed) == len(rows) - silent


def test_a_unit_heads_its_rows_once_and_comes_before_its_posts(trapped, download):
    rows, _ = csv_rows(download(trapped, "csv"))
    kinds = list(dict.fromkeys((row["Unit code"], row["Group"]) for row in rows))
    assert kinds.index(("X1", "unit with all below it")) < kinds.index(("X1", "post in the unit"))
    text = _text_of(download(trapped, "pdf").content)
    assert text.count("X2 · Unit X2 · unit with all below it") == 1
    assert f"Skill gaps · {timezone.localtime(trapped.as_of):%Y-%m-%d}" in text


def test_rows_that_no_figure_speaks_in_do_not_count_against_the_paper(trapped, download, monkeypatch):
    rows, _ = csv_rows(download(trapped, "csv"))
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], most_rows=len(rows) - 1))
    assert download(trapped, "pdf").status_code == HTTPStatus.OK


def _text_of(pdf):
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "pdf", "json"])
@pytest.mark.parametrize("table", list(TABLES))
def test_every_table_comes_in_every_format(trapped, download, file_format, table):
    response = download(trapped, file_format, table=table)
    assert response.status_code == HTTPStatus.OK
    assert response["X-Content-Type-Options"] == "nosniff"
    assert f'.{file_format}"' in response["Content-Disposition"]


def test_a_table_without_rows_says_why(trapped, download):
    content = json.loads(download(trapped, "json", table="service").content)
    assert content["rows"] == []
    assert any("nothing was imported before this snapshot" in note["text"] for note in content["notes"])


def test_unknown_tables_and_formats_do_not_exist(trapped, download):
    for more in ({"table": "people"}, {"format": "exe"}, {"unit": "no"}):
        assert download(trapped, "csv", **more).status_code == HTTPStatus.NOT_FOUND


def test_a_table_too_long_for_paper_says_so(trapped, download, as_, hua, monkeypatch):
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], most_rows=1))
    assert download(trapped, "pdf").status_code == HTTPStatus.NOT_FOUND
    assert "Too many rows" in as_(hua).get(reverse("analytics:exports")).content.decode()
