"""On SQLite one writer holds the database: what takes time happens before the transaction."""

import pytest
from django.db import connection
from django.utils import timezone

from analytics.models import Snapshot
from analytics.services import snapshots

pytestmark = pytest.mark.django_db


def test_figures_are_computed_before_the_transaction_that_stores_them(ada, monkeypatch):
    around, inside, compute = len(connection.atomic_blocks), [], snapshots.cells

    def watched(*args, **kwargs):
        inside.append(len(connection.atomic_blocks))
        return compute(*args, **kwargs)

    monkeypatch.setattr(snapshots, "cells", watched)
    snapshots.take_snapshot(at=timezone.now(), occasion=Snapshot.Occasion.DAY)
    assert inside == [around]
