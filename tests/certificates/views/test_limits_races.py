"""Many askers at once, on a database that lets them count side by side."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from certificates.models import AskingCount
from certificates.services.counting import count_asking

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="threads write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.usefixtures("rewritable_log"),
    pytest.mark.django_db(transaction=True),
]

THREADS, EACH = 6, 20


def test_no_count_is_lost():
    at, barrier = timezone.now(), threading.Barrier(THREADS)

    def ask() -> None:
        try:
            barrier.wait(timeout=10)
            for _ in range(EACH):
                count_asking(who="w", windows=[60, 86400], at=at)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert set(AskingCount.objects.values_list("count", flat=True)) == {THREADS * EACH}
