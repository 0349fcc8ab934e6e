"""On SQLite one writer holds the database: what takes time happens before the transaction."""

import pytest
from django.db import connection
from django.utils import timezone

from analytics.models import Snapshot
from analytics.services import releasing, snapshots

pytestmark = pytest.mark.django_db


def test_figures_are_computed_before_the_transaction_that_stores_them(academy, monkeypatch):
    around, inside, compute = len(connection.atomic_blocks), [], releasing.released

    def watched(*args, **kwargs):
        inside.append(len(connection.atomic_blocks))
        return compute(*args, **kwargs)

    monkeypatch.setattr(releasing, "released", watched)
    snapshots.take_snapshot(at=timezone.now(), occasion=Snapshot.Occasion.DAY)
    assert set(inside) == {around}
