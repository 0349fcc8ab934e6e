"""The pages of the service figures, for those who may read them, and for nobody else."""

import csv
from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

import analytics
from analytics.domain.indicators.series import month_after
from analytics.models import IndicatorBatch, TrainingStart
from analytics.services.indicators.importing import apply_figures, preview_figures
from analytics.services.indicators.loading import load_indicators
from analytics.services.indicators.planning import Upload
from lms.base.models import AuditEvent
from lms.people.models import OrgUnit, Role, User
from lms.people.selectors.audit_words import DETAILS, word_for
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

HEAD = "org_unit,month,indicator,numerator,denominator\n"
STARTER = Path(analytics.__file__).parent / "starter" / "indicators.yaml"
LAST = month_after(timezone.localdate().replace(day=1), -1)


@pytest.fixture(autouse=True)
def indicators(db):
    return load_indicators(entries=yaml.safe_load(STARTER.read_text(encoding="utf-8")))


def bring(rows):
    content = HEAD + "\n".join(f"{unit},{month:%Y-%m},{code},{n},{d}" for unit, month, code, n, d in rows)
    batch = preview_figures(upload=Upload("f.csv", content.encode()), name="", by=None)
    assert not batch.faults
    return apply_figures(batch=batch, by=None, seen=batch.fingerprint)


@pytest.fixture
def figures(units):
    """X1 has twice the cases of X2, and both get slower; Y1 lies elsewhere."""
    months = [month_after(LAST, -back) for back in range(24)]
    return bring(
        [
            (unit, month, "processing_time", days * cases * (2 if month > month_after(LAST, -3) else 1), cases)
            for unit, cases, days in (("X1", 200, 5), ("X2", 100, 8), ("Y1", 100, 99))
            for month in months
        ]
    )


def file_of(text, name="figures.csv"):
    return SimpleUploadedFile(name, (HEAD + text).encode())


def test_the_overview_adds_up_and_says_whether_a_change_is_good(figures, as_, hua):
    page = as_(hua).get(reverse("analytics:service")).content.decode()
    assert '<strong class="sz-nowrap">12.0</strong>' in page  # (5 × 200 + 8 × 100) ÷ 300, doubled
    assert "▲\u00a06.0 · worse" in page
    assert "Unit Y1" not in page


def test_a_unit_over_time_with_a_table_behind_the_drawing(figures, as_, hua, units):
    page = as_(hua).get(reverse("analytics:service_unit", args=[units["X"].public_id])).content.decode()
    assert "<svg" in page
    assert "<polyline" in page
    assert f"{LAST:%Y-%m}" in page
    assert "2 / 2" in page  # units that reported
    assert "less is better" in page


def test_what_was_known_on_an_earlier_day_can_be_read_again(figures, as_, hua, units):
    """They came in today; nonsense and days to come show what is known now."""
    address = reverse("analytics:service_unit", args=[units["X"].public_id])
    yesterday = timezone.localdate() - timedelta(days=1)
    page = as_(hua).get(address, {"as_of": yesterday.isoformat()}).content.decode()
    assert "No figures of this unit" in page
    for day in ("never", "2999-01-01", ""):
        assert "<polyline" in as_(hua).get(address, {"as_of": day}).content.decode()


def test_units_without_figures_say_what_is_missing(units, as_, hua):
    page = as_(hua).get(reverse("analytics:service")).content.decode()
    assert "No figures yet" in page
    assert reverse("analytics:service_imports") in page
    page = as_(hua).get(reverse("analytics:service_unit", args=[units["X1"].public_id])).content.decode()
    assert "Unknown is not zero" in page


def test_the_overview_costs_the_same_for_any_number_of_units(figures, as_, hua, django_assert_max_num_queries):
    signed_in = as_(hua)
    with django_assert_max_num_queries(12):
        signed_in.get(reverse("analytics:service"))


@pytest.mark.parametrize("name", ["service", "effect"])
def test_learners_and_strangers_have_no_such_page(name, as_, ada, client):
    assert client.get(reverse(f"analytics:{name}")).status_code == HTTPStatus.FOUND
    assert as_(ada).get(reverse(f"analytics:{name}")).status_code == HTTPStatus.NOT_FOUND


def test_a_unit_elsewhere_does_not_exist(figures, as_, ola, hua, ben, units):
    address = reverse("analytics:service_unit", args=[units["X2"].public_id])
    assert as_(hua).get(address).status_code == HTTPStatus.OK
    for person in (ola, ben):
        assert as_(person).get(address).status_code == HTTPStatus.NOT_FOUND


class TestImport:
    def upload(self, client, text, name="figures.csv"):
        return client.post(reverse("analytics:service_imports"), {"file": file_of(text, name), "name": ""}, follow=True)

    def test_look_apply_undo(self, as_, hua):
        signed_in = as_(hua)
        page = self.upload(signed_in, f"X1,{LAST:%Y-%m},rework,1,10\nX9,{LAST:%Y-%m},rework,1,10\n")
        text = page.content.decode()
        assert "One row refused" in text
        assert "“X9” is not known." in text
        assert 'Unit code <code class="sz-code">org_unit</code>' in text
        batch = IndicatorBatch.objects.get()
        for name, status in (("apply", "applied"), ("undo", "undone")):
            signed_in.post(reverse(f"analytics:service_{name}", args=[batch.public_id]), {"seen": batch.fingerprint})
            batch.refresh_from_db()
            assert batch.status == status

    def test_a_reader_of_chinese_reads_why_in_chinese(self, as_, hua):
        """Or in English as long as a sentence waits for its translation; never a code."""
        with translation.override("zh-hant"):
            signed_in = as_(hua)
            page = self.upload(signed_in, "X1,03-2026,rework,1,10\n").content.decode()
        assert "not_a_month" not in page
        assert "03-2026" in page

    def test_a_file_that_is_no_table_is_refused_with_its_reason(self, as_, hua):
        page = as_(hua).post(
            reverse("analytics:service_imports"), {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}
        )
        assert "The workbook cannot be read" in page.content.decode()

    def test_refused_rows_as_a_file_that_is_safe_to_open(self, as_, hua):
        self.upload(as_(hua), "=1+1,2026-03,rework,1,10\n")
        batch = IndicatorBatch.objects.get()
        reply = as_(hua).get(reverse("analytics:service_faults", args=[batch.public_id]))
        rows = list(csv.reader(StringIO(reply.content.decode("utf-8-sig"))))
        assert rows[1][0] == "2"
        assert rows[1][3] == "'=1+1"

    def test_nobody_else_sees_or_touches_an_import(self, as_, hua, ola, ada, ben, units, client):
        self.upload(as_(hua), f"X1,{LAST:%Y-%m},rework,1,10\n")
        batch = IndicatorBatch.objects.get()
        auditor = ada.__class__.objects.create_user("aud@example.org", "a-long-enough-password", name="Aud")
        grant_role(user=auditor, role=Role.AUDITOR, unit=units["P"], by=None)
        address = reverse("analytics:service_import", args=[batch.public_id])
        assert as_(auditor).get(address).status_code == HTTPStatus.OK
        for name in ("apply", "undo", "discard"):
            act = reverse(f"analytics:service_{name}", args=[batch.public_id])
            for person in (ola, ada, ben, auditor):
                assert as_(person).post(act).status_code == HTTPStatus.NOT_FOUND
            client.logout()
            assert client.post(act).status_code == HTTPStatus.FOUND
        for person in (ola, ada, ben):
            assert as_(person).get(address).status_code == HTTPStatus.NOT_FOUND
        upload = {"file": file_of(f"X1,{LAST:%Y-%m},rework,1,10\n")}
        assert as_(auditor).post(reverse("analytics:service_imports"), upload).status_code == HTTPStatus.NOT_FOUND
        batch.refresh_from_db()
        assert batch.status == "previewed"

    def test_the_file_to_fill_in_names_ones_own_units_and_can_be_sent_back(self, as_, hua):
        reply = as_(hua).get(reverse("analytics:service_template", args=["xlsx"]))
        sheet, notes = load_workbook(BytesIO(reply.content)).worksheets
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert {row[0] for row in rows[1:]} == {"X", "X1", "X2"}
        assert len(rows) == 1 + 3 * 5
        assert all(cell.data_type != "f" for one in (sheet, notes) for row in one.iter_rows() for cell in row)
        reply = as_(hua).get(reverse("analytics:service_template", args=["csv"]))
        filled = reply.content.decode("utf-8-sig").replace(",,", ",1,1").split("\r\n", 1)[1]
        page = self.upload(as_(hua), filled)
        assert "Apply this import" in page.content.decode()
        assert as_(hua).get(reverse("analytics:service_template", args=["exe"])).status_code == HTTPStatus.NOT_FOUND


class TestEffect:
    @pytest.fixture
    def offices(self, units):
        """Twelve offices below X; the first six trained a year ago and faster since."""
        made = []
        for number in range(12):
            office = OrgUnit(code=f"O{number:02}", parent=units["X"], level="county", name={"en": f"Office {number}"})
            office.path = office.path_below(units["X"])
            office.save()
            made.append(office)
        trained = month_after(LAST, -11)
        months = [month_after(LAST, -back) for back in range(23, -1, -1)]
        rows = []
        for number, office in enumerate(made):
            for place, month in enumerate(months):
                gain = 1 if number < 6 and month > trained else 0
                rows.append(
                    (office.code, month, "processing_time", 600 - 100 * gain + (number * 7 + place * 3) % 5, 100)
                )
        bring(rows)
        return made

    def train(self, offices, month=None):
        for office in offices:
            TrainingStart.objects.create(kind="evidence", code="S1", unit=office, month=month or month_after(LAST, -11))

    def ask(self, client, design="matched"):
        asked = {"indicator": "processing_time", "training": "evidence:S1", "design": design}
        return client.get(reverse("analytics:effect"), asked).content.decode()

    def test_with_a_comparison_the_difference_its_interval_and_the_caveats_are_told(self, offices, framework, as_, hua):
        self.train(offices[:6])
        page = self.ask(as_(hua))
        assert "developed better in trained units than in comparable ones" in page
        assert "What else it could be" in page
        assert "Month by month around the training" in page
        event = AuditEvent.objects.get(action="service.compared")
        told = {str(DETAILS[key]): word_for(key, value) for key, value in event.detail.items()}
        assert told == {"indicator": "Processing time", "training": "S1", "unit": "X", "purpose": "Planning training"}

    def test_without_one_nothing_is_claimed(self, offices, framework, as_, hua):
        self.train(offices)
        page = self.ask(as_(hua))
        assert "changed from" in page
        assert "This proves nothing" in page
        assert "better" not in page.partition("<main")[2].partition("sz-filter")[2].partition("How this is computed")[0]

    def test_with_three_units_there_is_no_interval(self, offices, framework, as_, hua):
        self.train(offices[:3])
        page = self.ask(as_(hua))
        assert "no interval can be given" in page

    def test_staged(self, offices, framework, as_, hua):
        self.train(offices[:6])
        self.train(offices[6:], month_after(LAST, -1))
        assert "Units that were trained later serve as comparison" in self.ask(as_(hua), "staged")

    def test_only_units_in_reach_are_compared(self, offices, framework, as_, ola, ben):
        self.train(offices[:6])
        for person in (ola, ben):
            page = as_(person).get(reverse("analytics:effect")).content.decode()
            assert "Nothing to compare yet" in page
            assert "Office 1" not in self.ask(as_(person))

    def test_nonsense_in_the_address_is_no_error(self, offices, framework, as_, hua):
        self.train(offices[:6])
        asked = {"indicator": "x", "training": "evidence:none", "design": "matched"}
        assert as_(hua).get(reverse("analytics:effect"), asked).status_code == HTTPStatus.OK

    def test_it_reads_no_person(self, offices, framework, as_, hua, django_assert_max_num_queries):
        self.train(offices[:6])
        signed_in = as_(hua)
        with django_assert_max_num_queries(18) as asked:
            self.ask(signed_in)
        statements = " ".join(query["sql"] for query in asked.captured_queries)
        assert "assessments_evidence" not in statements
        assert "people_roleassignment" not in statements


def test_the_file_of_figures_holds_what_was_known_at_the_snapshot(snapshot, figures, as_, hua):
    """They came in after it."""
    from analytics.exports.asking import Ask
    from analytics.exports.service import service_indicators
    from analytics.services.snapshots import take_snapshot
    from lms.people.access import scope_of

    scope = scope_of(hua, Role.HR_VIEWER)
    assert not service_indicators(Ask(snapshot, scope)).rows
    later = take_snapshot(at=timezone.now(), occasion=snapshot.occasion)
    rows = service_indicators(Ask(later, scope)).rows
    assert len(rows) == 48
    assert {row[0] for row in rows} == {"X1", "X2"}
    assert isinstance(rows[0][5], date)


def test_auditors_find_the_imports_and_may_not_import(as_, units):
    user = User.objects.create_user("aud@example.org", "a-long-enough-password", name="Aud")
    grant_role(user=user, role=Role.AUDITOR, unit=units["P"], by=None)
    page = as_(user).get(reverse("analytics:service")).text
    assert "Earlier imports" in page and "Import figures" not in page
    assert as_(user).post(reverse("analytics:service_imports")).status_code == HTTPStatus.NOT_FOUND
