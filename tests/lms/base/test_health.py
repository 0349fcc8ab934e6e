"""What operators read of the nightly check: its day, and how much did not hold."""

from datetime import UTC, datetime

import pytest

from assessments.services.levels.verifying import verify_levels
from lms.base.audit import Entry, record_many

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def test_before_the_first_night_nothing_is_told(client):
    assert client.get("/readyz").json()["levels"] is None


def test_the_last_check_is_told_with_its_drift_as_a_number(client):
    detail = {"people": 70, "cells_wrong": 2, "people_counted_wrong": 9, "levels_wrong": 1, "levels_aged": 5}
    record_many([Entry(action="levels.verified", at=NIGHT, detail=detail)])
    assert client.get("/readyz").json()["levels"] == {"verified_at": NIGHT.isoformat(), "drift": 3}


def test_a_sound_check_has_no_drift(client):
    assert verify_levels(at=NIGHT).is_sound
    assert client.get("/readyz").json()["levels"]["drift"] == 0
