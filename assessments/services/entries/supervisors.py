"""A line manager rates what somebody of theirs was seen to do. It counts at once, and the person is told at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...evidence_permissions import people_to_rate
from ...models import Artefact, Evidence, EvidenceEntry
from ..evidence_rows import end_entry, put_in_force, rows_of
from ..locks import hold
from .files import keep_files
from .notices import announce_entry
from .refusal import EntryRefused

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


@transaction.atomic
def rate_person(
    *,
    learner: User,
    competency_id: int,
    level: int,
    observed_on: date,
    text: str,
    reference: str,
    files: Sequence[Artefact],
    by: User,
    at: datetime,
) -> EvidenceEntry:
    """With a file or the number of a case or record it is a rating with a piece of work, and weighs more.

    One rating of each manager counts: whoever rates again puts the new rating in the place of the former one.
    """
    hold(learner.pk)
    if not people_to_rate(by).filter(pk=learner.pk).exists():
        raise EntryRefused(
            _("You rate the people of your units, but neither yourself nor anybody who ranks above you.")
        )
    former = EvidenceEntry.objects.filter(
        learner=learner, competency_id=competency_id, entered_by=by, kind=Kind.SUPERVISOR, status=Status.IN_FORCE
    )
    for one in former.select_for_update(no_key=True):
        end_entry(one, Status.REPLACED, at=at)
    entry = EvidenceEntry.objects.create(
        kind=Kind.SUPERVISOR,
        learner=learner,
        competency_id=competency_id,
        level=level,
        observed_on=observed_on,
        text=text,
        reference=reference,
        entered_by=by,
        entered_at=at,
    )
    keep_files(entry, files)
    kind = Evidence.Kind.SUPERVISOR_WITH_ARTEFACT if files or reference else Evidence.Kind.SUPERVISOR
    put_in_force(entry, rows_of(entry, kind, {competency_id: float(level)}))
    record(by, "evidence.rated", entry, competency=entry.competency.code)  # type: ignore[union-attr]
    announce_entry(entry, "rated")
    return entry
