"""Writing down who looked at what, and why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lms.base.audit import record
from lms.people.models import OrgUnit, User

from ..models import AccessEntry, Snapshot

PLANNING = "workforce_planning"
LEADING = "leading_the_team"


def note_view(*, viewer: User, snapshot: Snapshot, unit: str, page: str) -> None:
    """Aggregates were shown; `unit` names the units by their codes."""
    record(viewer, "gaps.viewed", snapshot, page=page, unit=unit, purpose=PLANNING)


def note_service_view(*, viewer: User, unit: str, page: str) -> None:
    """Units were compared before and after a training."""
    record(viewer, "service.compared", page=page, unit=unit, purpose=PLANNING)


@transaction.atomic
def note_team_view(*, viewer: User, unit: OrgUnit, subjects: Iterable[User], at: datetime) -> None:
    """Levels of named people were shown; each of them can read this."""
    entries = [
        AccessEntry(
            subject=subject,
            viewer=viewer,
            viewer_name=viewer.name,
            page=AccessEntry.Page.TEAM,
            purpose=LEADING,
            at=at,
        )
        for subject in subjects
        if subject != viewer
    ]
    AccessEntry.objects.bulk_create(entries, batch_size=200)
    record(viewer, "team.viewed", unit, people=len(entries), purpose=LEADING)
