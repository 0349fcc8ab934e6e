"""Telling the people of a bank that somebody could not start, until one of them has seen to it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from lms.base.audit import record
from lms.people.models import User

from ..domain.retakes import Refusal
from ..models import Examination, StartAlert

TOLD = {Refusal.NO_FORM: StartAlert.Reason.NO_FORM, Refusal.NOT_READY: StartAlert.Reason.NOT_READY}


@transaction.atomic
def note_refusal(*, examination: Examination, refusal: Refusal | None, at: datetime) -> None:
    """Count a refusal that the bank's people can mend; what a candidate must wait for is no news to them."""
    reason = TOLD.get(refusal) if refusal else None
    if reason is None:
        return
    alert, is_new = StartAlert.objects.get_or_create(
        examination=examination, reason=reason, defaults={"first_at": at, "last_at": at}
    )
    if not is_new:
        StartAlert.objects.filter(pk=alert.pk).update(refusals=F("refusals") + 1, last_at=at)


@transaction.atomic
def settle_alerts(*, examination: Examination, actor: User) -> None:
    """Somebody has seen to it; the next refusal is news again."""
    count, _ = StartAlert.objects.filter(examination=examination).delete()
    if count:
        record(actor, "start_alerts.settled", examination, alerts=count)
