"""The limits of the public page, counted in the database itself."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.limits import LIMITS
from certificates.models import AskingCount
from certificates.tasks import drop_past_counts_task

pytestmark = pytest.mark.django_db

URL = "/verify/"
MORNING = datetime(2026, 11, 25, 8, 0, 10, tzinfo=UTC)
(A_MINUTE, MINUTE), (A_DAY, DAY) = LIMITS


@pytest.fixture
def clock(monkeypatch):
    """Stands still; `clock.now` sets it."""

    class Clock:
        now = MORNING

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock


def test_thirty_a_minute_from_one_address(client, clock):
    answers = [client.get(URL).status_code for _ in range(A_MINUTE + 1)]
    assert answers == [HTTPStatus.OK] * A_MINUTE + [HTTPStatus.TOO_MANY_REQUESTS]
    refused = client.get(reverse("certificates:verify", args=["A" * 26]))
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert refused.headers["Retry-After"] == "50"
    assert client.get(URL, REMOTE_ADDR="10.0.0.9").status_code == HTTPStatus.OK
    clock.now += timedelta(seconds=50)
    assert client.get(URL).status_code == HTTPStatus.OK


def test_the_day_is_counted_across_its_minutes(client, clock):
    """A patient machine stays below the limit of the minute and meets that of the day."""
    client.get(URL)
    AskingCount.objects.filter(seconds=DAY).update(count=A_DAY - 1)
    clock.now += timedelta(hours=2)
    assert client.get(URL).status_code == HTTPStatus.OK
    clock.now += timedelta(hours=2)
    refused = client.get(URL)
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(refused.headers["Retry-After"]) == 12 * 60 * 60 - 10
    clock.now += timedelta(hours=12)
    assert client.get(URL).status_code == HTTPStatus.OK


def test_counting_costs_one_statement(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(URL)
    assert len(queries) == 1


def test_no_address_is_kept_and_no_count_longer_than_its_window(client, clock):
    client.get(URL, REMOTE_ADDR="10.20.30.40")
    assert not [row for row in AskingCount.objects.values() if "10.20" in str(row)]
    drop_past_counts_task()
    assert AskingCount.objects.count() == 2
    clock.now += timedelta(minutes=1)
    drop_past_counts_task()
    assert AskingCount.objects.get().seconds == DAY
    clock.now += timedelta(days=1)
    drop_past_counts_task()
    assert not AskingCount.objects.exists()


def test_a_forwarded_address_is_believed_only_behind_a_trusted_proxy(client, clock, settings):
    for number in range(A_MINUTE + 1):
        last = client.get(URL, headers={"x-forwarded-for": f"10.0.0.{number}"})
    assert last.status_code == HTTPStatus.TOO_MANY_REQUESTS
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    last = client.get(URL, headers={"x-forwarded-for": "1.1.1.1, 10.0.1.1"})
    assert last.status_code == HTTPStatus.OK
