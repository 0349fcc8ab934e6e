import pytest
from django.db import DatabaseError, connection, transaction

from lms.base import triggers
from lms.base.audit import Entry, faults, record, record_many
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sealed(db):
    triggers.lift(connection)
    triggers.lay(connection)


def test_an_untouched_log_has_no_faults(ada):
    record(ada, "thing.done", ada, count=1, name="林秀芬")
    record_many([Entry(action="a.b"), Entry(action="c.d", detail={"x": None})])
    assert list(faults()) == []


def test_the_database_refuses_to_change_an_event():
    record(None, "thing.done")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.update(action="nothing.done")


def test_the_database_refuses_to_delete_an_event():
    record(None, "thing.done")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.all().delete()


def test_a_changed_event_is_named_even_if_the_triggers_were_lifted():
    events = record_many([Entry(action=f"thing.{number}") for number in range(5)])
    triggers.lift(connection)
    AuditEvent.objects.filter(pk=events[2].pk).update(action="another.thing")
    triggers.lay(connection)
    assert [(fault.sequence, fault.reason) for fault in faults()] == [
        (events[2].pk, "was changed after it was written")
    ]


def test_a_removed_event_is_noticed():
    events = record_many([Entry(action=f"thing.{number}") for number in range(5)])
    triggers.lift(connection)
    AuditEvent.objects.filter(pk=events[2].pk).delete()
    triggers.lay(connection)
    assert [fault.sequence for fault in faults()] == [events[3].pk, events[3].pk]
