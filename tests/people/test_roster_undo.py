"""Undoing an import never destroys what people learned or showed in the meantime."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from celery import current_app
from django.contrib.auth.models import Group
from django.utils import timezone

from lms.base.models import AuditEvent
from lms.people.models import EmploymentRecord, RoleAssignment, RosterBatch, User
from lms.people.selectors.roster_pages import Changes
from lms.people.services.roster import apply_roster, preview_roster, undo_roster
from lms.people.services.roster_planning import Upload
from lms.people.services.roster_refusal import BatchRefused
from lms.people.services.roster_undo import WRITTEN_BY_IMPORTS

pytestmark = pytest.mark.django_db

HEADING = "employee_number,name,email,org_unit,post,birth_date,hire_date,fte,status\n"


def row(number: str, address: str = "") -> str:
    return f"{number},{number},{address or number}@example.org,X1,CC,1990-01-01,2020-01-01,1.0,active\n"


def load(*rows: str) -> RosterBatch:
    preview = preview_roster(people=Upload("f.csv", (HEADING + "".join(rows)).encode()), name="n", by=None)
    return apply_roster(batch=preview.batch, by=None, seen=preview.fingerprint)


def test_accounts_that_were_used_are_closed_and_the_others_removed(units, clerk):
    batch = load(row("e1"), row("e2"), row("e3"))
    User.objects.filter(employee_number="e1").update(last_login=timezone.now())
    User.objects.get(employee_number="e2").groups.add(Group.objects.create(name="reading circle"))
    batch = undo_roster(batch=batch, by=None)
    assert {key: batch.counts[key] for key in ("removed", "closed", "restored")} == {
        "removed": 1, "closed": 2, "restored": 0,
    }  # fmt: skip
    assert set(User.objects.values_list("employee_number", "is_active")) == {("e1", False), ("e2", False)}
    assert set(EmploymentRecord.objects.values_list("status", flat=True)) == {"left"}
    assert not RoleAssignment.objects.current().exists()
    assert RoleAssignment.objects.filter(ends_on__gte=date(2020, 1, 1)).count() == 2, "the post held is remembered"
    told = AuditEvent.objects.order_by("pk").last().detail
    assert told == {"name": "n", "removed": 1, "closed": 2, "restored": 0}


def _relations():
    """Every table that names people by a foreign key, but those that an import writes itself."""
    return [
        relation
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.one_to_many and relation.related_model not in WRITTEN_BY_IMPORTS
    ]


def test_learning_is_among_the_traces():
    named = {relation.related_model._meta.label for relation in _relations()}
    assert {"assessments.Attempt", "assessments.Evidence", "assessments.CaseRun"} <= named
    assert any(label.startswith("courses.") for label in named)
    assert any(label.startswith("certificates.") for label in named)


def test_somebody_closed_by_an_undo_comes_back_with_the_next_roster(units, clerk):
    batch = load(row("e1"))
    User.objects.update(last_login=timezone.now())
    undo_roster(batch=batch, by=None)
    assert load(row("e1")).counts["returned"] == 1
    assert User.objects.get().is_active
    assert RoleAssignment.objects.current().get().unit == units["X1"]


def test_a_preview_that_nobody_came_back_to_loses_its_file_after_a_week(units, clerk, settings):
    fresh = preview_roster(people=Upload("f.csv", (HEADING + row("e1")).encode()), name="fresh", by=None).batch
    old = preview_roster(people=Upload("f.csv", (HEADING + row("e2")).encode()), name="old", by=None).batch
    RosterBatch.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=7, minutes=1))
    import_module(settings.CELERY_BEAT_SCHEDULE["discard-old-previews"]["task"].rpartition(".")[0])
    current_app.tasks[settings.CELERY_BEAT_SCHEDULE["discard-old-previews"]["task"]].apply()
    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (old.status, bytes(old.content), bytes(old.plan)) == ("discarded", b"", b"")
    assert fresh.status == "previewed"
    assert fresh.content
    assert AuditEvent.objects.filter(action="roster.discarded", object_id=str(old.public_id)).count() == 1


def test_the_record_of_an_undone_import_says_what_became_of_whom(units, clerk):
    batch = load(row("e1"), row("e2"))
    User.objects.filter(employee_number="e1").update(last_login=timezone.now())
    batch = undo_roster(batch=batch, by=None)
    (group,) = Changes(batch).groups()
    assert [(line.code, line.outcome) for line in group.lines] == [
        ("e1", "account closed by the undo"),
        ("e2", "removed by the undo"),
    ]
    assert "1990-01-01" not in str(batch.changes.get(user=None).after)


def test_an_address_that_somebody_else_has_by_now_is_not_taken_back(units, clerk):
    load(row("e1", "old"))
    batch = load(row("e1", "new"))
    load(row("e2", "old"))
    with pytest.raises(BatchRefused, match="address_given"):
        undo_roster(batch=batch, by=None)
    assert User.objects.get(employee_number="e1").email == "new@example.org"
