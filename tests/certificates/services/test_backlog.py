from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.signals import attempt_scored
from certificates.models import Credential
from certificates.receivers import issue_on_attempt_scored
from certificates.selectors.faults import faults
from certificates.services.backlog import issue_backlog
from lms.base.models import OutboxMessage

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def silence():
    """As when a history is written in bulk: results are stored, nobody is told."""
    attempt_scored.disconnect(dispatch_uid="certificates.issue_on_attempt_scored")
    yield
    attempt_scored.connect(issue_on_attempt_scored, dispatch_uid="certificates.issue_on_attempt_scored")


def test_the_history_is_issued_as_of_the_days_on_which_it_was_earned(silence, achievement, sit, ada, ben, cleo):
    first = sit(ada, at=NOW - timedelta(days=500))
    second = sit(ada, at=NOW - timedelta(days=200))
    sit(ben, at=NOW - timedelta(days=90))
    sit(cleo, right=3, at=NOW - timedelta(days=30))
    assert not Credential.objects.exists()
    assert issue_backlog(until=NOW) == 3
    assert [row.issued_at for row in Credential.objects.filter(learner=ada).order_by("issued_at")] == [
        one.closed_at.replace(microsecond=0) for one in (first, second)
    ]
    assert list(faults()) == []


def test_running_it_twice_issues_nothing_more(silence, achievement, sit, ada):
    sit(ada, at=NOW - timedelta(days=100))
    assert issue_backlog(until=NOW) == 1
    assert issue_backlog(until=NOW) == 0


def test_it_agrees_with_what_was_issued_at_once(achievement, sit, ada):
    sit(ada)
    assert issue_backlog(until=timezone.now()) == 0


def test_nobody_is_written_to_about_the_past(silence, achievement, sit, ada):
    sit(ada, at=NOW - timedelta(days=100))
    issue_backlog(until=NOW)
    assert not OutboxMessage.objects.exists()
    assert mail.outbox == []


def test_queries_do_not_grow_with_people(silence, achievement, sit, ada, ben, cleo):
    sit(ada, at=NOW - timedelta(days=100))
    with CaptureQueriesContext(connection) as few:
        assert issue_backlog(until=NOW) == 1
    for person in (ben, cleo):
        sit(person, at=NOW - timedelta(days=100))
    with CaptureQueriesContext(connection) as many:
        assert issue_backlog(until=NOW) == 2
    assert len(many) == len(few)
