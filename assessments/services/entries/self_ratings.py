"""What people think of themselves: weighs little, and never lifts anybody out of "not assessed" (domain.md 5.8)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.models import User

from ...models import Evidence, EvidenceEntry
from ..evidence_rows import end_entry, put_in_force, rows_of
from ..locks import hold

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


@transaction.atomic
def rate_oneself(*, learner: User, competency_id: int, level: int, text: str, at: datetime) -> EvidenceEntry:
    """The newest one counts; the former ones stay to be read."""
    hold(learner.pk)
    former = EvidenceEntry.objects.filter(
        learner=learner, competency_id=competency_id, kind=Kind.SELF_RATING, status=Status.IN_FORCE
    )
    for one in former.select_for_update(no_key=True):
        end_entry(one, Status.REPLACED, at=at)
    entry = EvidenceEntry.objects.create(
        kind=Kind.SELF_RATING,
        learner=learner,
        competency_id=competency_id,
        level=level,
        text=text,
        observed_on=timezone.localdate(at),
        entered_by=learner,
        entered_at=at,
    )
    put_in_force(entry, rows_of(entry, Evidence.Kind.SELF_RATING, {competency_id: float(level)}))
    record(learner, "evidence.self_rated", entry, competency=entry.competency.code)  # type: ignore[union-attr]
    return entry
