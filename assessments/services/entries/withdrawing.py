"""Taking back what one entered oneself. What was rated by others stands: nobody picks only the results they like."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...models import EvidenceEntry
from ..evidence_rows import end_entry, held_entry
from ..locks import hold
from .notices import announce_entry
from .refusal import EntryRefused

Kind, Status = EvidenceEntry.Kind, EvidenceEntry.Status


def may_withdraw(entry: EvidenceEntry, user: User) -> bool:
    """A portfolio until it is settled; a certificate, a self-rating and a manager's own rating while they count."""
    if entry.entered_by_id != user.pk:
        return False
    return entry.is_waiting or (entry.counts and entry.kind != Kind.PORTFOLIO)


@transaction.atomic
def withdraw_entry(*, entry: EvidenceEntry, reason: str, by: User, at: datetime) -> EvidenceEntry:
    hold(entry.learner_id)
    held = held_entry(entry)
    if not may_withdraw(held, by):
        raise EntryRefused(_("This entry can no longer be withdrawn."))
    end_entry(held, Status.WITHDRAWN, at=at, reason=reason)
    record(by, "evidence.withdrawn", held)
    if held.learner_id != by.pk:
        announce_entry(held, "withdrawn")
    return held
