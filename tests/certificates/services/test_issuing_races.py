"""Many callers at once, on a database that lets them write side by side."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from certificates.models import Credential
from certificates.services.issuing import issue_due
from lms.base.models import AuditEvent, OutboxMessage

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="threads write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.usefixtures("rewritable_log"),
    pytest.mark.django_db(transaction=True),
]

THREADS = 8


def test_racing_callers_issue_one(achievement, sit, ada):
    sit(ada)
    Credential.objects.all().delete()
    OutboxMessage.objects.all().delete()
    AuditEvent.objects.all().delete()
    barrier, issued = threading.Barrier(THREADS), []

    def race() -> None:
        try:
            barrier.wait(timeout=10)
            issued.extend(issue_due(learner_id=ada.pk, at=timezone.now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(issued) == Credential.objects.count() == 1
    assert AuditEvent.objects.filter(action="credential.issued").count() == 1
    assert OutboxMessage.objects.filter(kind="certificates.notify").count() == 1
