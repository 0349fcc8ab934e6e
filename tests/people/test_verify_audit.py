from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lms.base import triggers
from lms.base.audit import Entry, record_many
from lms.base.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> list[AuditEvent]:
    return record_many([Entry(action=f"thing.{number}", detail={"n": number}) for number in range(4)])


def verify(**options: str) -> str:
    said = StringIO()
    call_command("verify_audit", stdout=said, **options)
    return said.getvalue()


def rewrite(action: str) -> None:
    """What somebody with the database's own password could do."""
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(action)
    triggers.lay(connection)


def test_an_empty_log_is_sound():
    assert verify() == "0 events.\n"


def test_a_sound_log_is_counted_and_its_head_named(events):
    assert verify() == f"4 events, the chain holds.\nHead: 4:{events[-1].hash}\n"


def test_a_changed_event_is_named_and_the_command_fails(events):
    rewrite("UPDATE base_auditevent SET action = 'another.thing' WHERE sequence = 3")
    with pytest.raises(CommandError, match="broken at event 3: was changed") as refused:
        verify()
    assert refused.value.returncode == 1


def test_of_several_faults_the_first_is_named(events):
    rewrite("UPDATE base_auditevent SET actor_label = 'somebody' WHERE sequence IN (2, 4)")
    with pytest.raises(CommandError, match="at event 2"):
        verify()


def test_an_earlier_head_shows_that_the_log_was_cut_short(events):
    head = f"4:{events[-1].hash}"
    assert "chain holds" in verify(head=head)
    rewrite("DELETE FROM base_auditevent WHERE sequence >= 4")
    with pytest.raises(CommandError, match="at event 4: it was cut off"):
        verify(head=head)


def test_a_log_written_anew_does_not_carry_the_earlier_head(events):
    head = f"4:{events[-1].hash}"
    rewrite("DELETE FROM base_auditevent")
    record_many([Entry(action="clean.thing") for _ in range(4)])
    assert "chain holds" in verify()
    with pytest.raises(CommandError, match="not the event of the head"):
        verify(head=head)


def test_a_head_in_another_form_is_refused(events):
    with pytest.raises(CommandError, match="SEQUENCE:HASH"):
        verify(head="4")
