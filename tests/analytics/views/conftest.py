"""Pages of the small academy, with two snapshots to compare."""

from datetime import timedelta

import pytest

from analytics.models import Snapshot
from analytics.services.snapshots import take_snapshot


@pytest.fixture
def snapshot(academy, now):
    """Today's, with one of a quarter before it."""
    take_snapshot(at=now - timedelta(days=120), occasion=Snapshot.Occasion.QUARTER)
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
