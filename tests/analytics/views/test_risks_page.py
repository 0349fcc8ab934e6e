"""Risks of a unit: what is ranked, what rests on one person, and who may look."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analytics.models import IndicatorBatch, IndicatorValue, ServiceIndicator, Snapshot
from analytics.services.snapshots import take_snapshot
from lms.people.models import RoleAssignment, User
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

STATEMENTS = 11
URL = reverse("analytics:risks")


@pytest.fixture
def weak(units, clerk, give, now):
    """Thirty clerks in X1 and fifteen in X2, assessed in S1, which is critical: one of each is able."""
    for code, count in (("X1", 30), ("X2", 15)):
        for number in range(count):
            person = User.objects.create(email=f"{code}{number}@example.org".lower(), name="P")
            RoleAssignment.objects.create(user=person, unit=units[code], post=clerk, starts_on=date(2025, 1, 1))
            for kind in ("exam", "simulation", "supervisor_artefact"):
                give(person, "S1", value=4.9 if number == 0 else 0.2, at=now, kind=kind)
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)


@pytest.fixture
def cases_closed(units, now):
    """`cases_closed({"X1": 30})`: so many in the month before the snapshot."""

    def enter(cases):
        month = (timezone.localdate(now).replace(day=1) - timedelta(days=1)).replace(day=1)
        indicator = ServiceIndicator.objects.create(code="processing_time", name={"en": "Time"}, measure="days")
        batch = IndicatorBatch.objects.create(
            name="Figures", file_name="f.csv", sha256="", encoding="utf-8", fingerprint="", applied_at=now
        )
        for code, count in cases.items():
            IndicatorValue.objects.create(
                batch=batch, unit=units[code], indicator=indicator, month=month, numerator=1, denominator=count
            )

    return enter


def test_a_critical_competency_of_one_person_is_listed_with_what_to_do(as_, hua, weak):
    reply = as_(hua).get(URL)
    alone = reply.context["page"].alone
    assert {(one.unit.code, one.competency.code) for one in alone} == {("X1", "S1"), ("X2", "S1")}
    assert "Train two more" in reply.text
    assert "volume of the services is not known" in reply.text


def test_the_largest_critical_shortage_comes_first(as_, hua, weak):
    first = as_(hua).get(URL).context["page"].first
    assert [(one.unit.code, one.competency.code) for one in first] == [("X1", "S1"), ("X2", "S1")]
    assert first[0].rank > first[1].rank


def test_volumes_turn_the_order_where_they_are_known(as_, hua, weak, cases_closed):
    cases_closed({"X1": 30, "X2": 27_000})
    reply = as_(hua).get(URL)
    assert reply.context["page"].first[0].unit.code == "X2"
    assert "volume of the service" in reply.text


def test_what_is_unknown_is_not_ranked(as_, hua, snapshot):
    for one in as_(hua).get(URL).context["page"].first:
        assert not one.cell.is_unknown


@pytest.mark.parametrize("code", ["P", "Y", "Y1"])
def test_a_unit_out_of_reach_does_not_exist(as_, hua, snapshot, units, code):
    assert as_(hua).get(URL, {"unit": units[code].public_id}).status_code == HTTPStatus.NOT_FOUND


def test_who_reads_no_figures_meets_a_404_and_a_stranger_the_door(as_, client, ada, ola, ben, snapshot):
    assert client.get(URL).status_code == HTTPStatus.FOUND
    assert as_(ada).get(URL).status_code == HTTPStatus.NOT_FOUND
    assert "Unit X" not in as_(ola).get(URL).text
    assert "Unit X2" not in as_(ben).get(URL).text


def test_without_a_snapshot_it_says_so(as_, hua):
    assert "No snapshot yet" in as_(hua).get(URL).text


def test_statements_stay_few(as_, hua, weak):
    client = as_(hua)
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).status_code == HTTPStatus.OK
    assert len(reads(captured.captured_queries)) <= STATEMENTS, reads(captured.captured_queries)
