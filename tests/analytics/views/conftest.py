"""Pages of the small academy, with two snapshots to compare."""

from datetime import timedelta

import pytest

from analytics.domain.purposes import Purpose
from analytics.models import Snapshot
from analytics.services.snapshots import take_snapshot
from analytics.views.stated import KEY


@pytest.fixture
def snapshot(academy, now):
    """Today's, with one of a quarter before it."""
    take_snapshot(at=now - timedelta(days=120), occasion=Snapshot.Occasion.QUARTER)
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)


@pytest.fixture
def as_(client):
    """`as_(hua).get(…)`: somebody who has said what the figures are read for."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session[KEY] = {"purpose": Purpose.TRAINING_PLAN.value, "words": ""}
        session.save()
        return client

    return sign_in
