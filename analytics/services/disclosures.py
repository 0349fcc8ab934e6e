"""Writing down who looked at what, and why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lms.base.audit import record
from lms.people.models import OrgUnit, Role, User

from ..domain.purposes import NOT_STATED, Stated
from ..models import AccessEntry, ServiceIndicator, Snapshot, UnitReport

LEADING = "leading_the_team"


def note_view(*, viewer: User, snapshot: Snapshot, unit: str, page: str, stated: Stated | None = None) -> None:
    """Aggregates were shown; `unit` names the units by their codes."""
    record(viewer, "gaps.viewed", snapshot, page=page, unit=unit, **_why(stated))


def note_purpose(*, viewer: User, stated: Stated) -> None:
    """The same reader may state another purpose later; each look carries that of its time."""
    record(viewer, "gaps.purpose_stated", None, **_why(stated))


def note_service_view(
    *, viewer: User, unit: str, indicator: ServiceIndicator, training: str, stated: Stated | None
) -> None:
    """Units were compared before and after a training, which is named by its code."""
    record(
        viewer, "service.compared", None, indicator=dict(indicator.name), training=training, unit=unit, **_why(stated)
    )


def note_report_taken(*, viewer: User, report: UnitReport, file_format: str, stated: Stated | None) -> None:
    record(viewer, "report.taken", report, unit=report.unit.code, format=file_format, **_why(stated))


@transaction.atomic
def note_team_view(*, viewer: User, unit: OrgUnit, subjects: Iterable[User], at: datetime) -> None:
    """Levels of named people were shown; each of them can read this."""
    entries = [
        AccessEntry(
            subject=subject,
            viewer=viewer,
            viewer_name=viewer.name,
            role=Role.LINE_MANAGER,
            page=AccessEntry.Page.TEAM,
            purpose=LEADING,
            at=at,
        )
        for subject in subjects
        if subject != viewer
    ]
    AccessEntry.objects.bulk_create(entries, batch_size=200)
    record(viewer, "team.viewed", unit, people=len(entries), purpose=LEADING)


def _why(stated: Stated | None) -> dict[str, str]:
    if stated is None:
        return {"purpose": NOT_STATED}
    return {"purpose": stated.purpose.value} | ({"purpose_words": stated.words} if stated.words else {})
