"""The page that compares levels: what it prints comes from the published figures of the units in reach."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.domain.divide.levels import Verdict
from analytics.models import SnapshotCell
from lms.base.models import AuditEvent
from lms.people.models import OrgUnit
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

STATEMENTS = 7
URL = reverse("analytics:levels")


def test_each_unit_counts_once_with_its_own_staff(as_, hua, snapshot):
    page = as_(hua).get(URL).context["page"]
    assert {unit.name for line in page.lines for unit in line.units} <= {"Unit X", "Unit X1", "Unit X2"}
    for line in page.lines:
        for unit in line.units:
            cells = SnapshotCell.objects.filter(
                group__snapshot=snapshot, group__unit_id=unit.unit_id, group__kind="subtree", hides=""
            )
            known = [one for one in cells if one.coverage is not None and one.assessed >= 0.6 * one.people]
            weight = sum(one.assessed for one in known)
            assert unit.weight == weight
            assert unit.coverage == pytest.approx(sum(one.assessed * one.coverage for one in known) / weight)


def test_with_few_units_the_page_gives_no_verdict(as_, hua, snapshot):
    reply = as_(hua).get(URL)
    assert reply.context["page"].compared.verdict is Verdict.TOO_FEW
    assert "Too few units for a verdict" in reply.text
    assert "Unknown. From figures" in reply.text


def test_one_competency_may_be_chosen(as_, hua, snapshot):
    page = as_(hua).get(URL, {"competency": "S1"}).context["page"]
    assert page.column.code == "S1"
    assert as_(hua).get(URL, {"competency": "nonsense"}).context["page"].column is None


def test_who_reads_no_figures_meets_a_404_and_a_stranger_the_door(as_, client, ada, ola, snapshot):
    assert client.get(URL).status_code == HTTPStatus.FOUND
    assert as_(ada).get(URL).status_code == HTTPStatus.NOT_FOUND
    assert "Unit X" not in as_(ola).get(URL).text


def test_looking_is_written_down(as_, hua, snapshot):
    as_(hua).get(URL)
    detail = AuditEvent.objects.get(action="gaps.viewed").detail
    assert (detail["page"], detail["unit"]) == ("levels", "X")


def test_without_a_snapshot_it_says_so(as_, hua):
    assert "No snapshot yet" in as_(hua).get(URL).text


def test_statements_stay_few(as_, hua, snapshot):
    client = as_(hua)
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL, {"competency": "P2"}).status_code == HTTPStatus.OK
    assert len(reads(captured.captured_queries)) <= STATEMENTS, reads(captured.captured_queries)
    assert OrgUnit.objects.count() == 6
