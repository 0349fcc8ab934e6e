"""A second person puts an equating in force or drops it; a reviewer withdraws it. No result changes by any of these."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.people.models import User

from ...equating_permissions import (
    may_drop_equating,
    may_put_equating_in_force,
    may_withdraw_equating,
    refusal_of_pair,
)
from ...models import Equating, Examination
from ...selectors.equating.sittings import are_corrected_since
from .proposing import note, refuse_a_past_day
from .refusal import EquatingRefused

Status = Equating.Status


@transaction.atomic
def put_equating_in_force(*, equating: Equating, actor: User, at: datetime) -> Equating:
    """For sittings that begin on its day or later."""
    held = _lock(equating)
    if not may_put_equating_in_force(actor, held):
        raise EquatingRefused(_("This takes a second person: a reviewer who did not propose it."))
    refuse_a_past_day(held.effective_from, at)
    refusal = refusal_of_pair(held.form, held.reference)
    if refusal is not None:
        raise EquatingRefused(refusal)
    if are_corrected_since([held.form_id, held.reference_id], held.proposed_at):
        raise EquatingRefused(
            _("Results on these forms have been corrected since. Drop this proposal and make another.")
        )
    same_day = Equating.objects.filter(form=held.form, status=Status.IN_FORCE, effective_from=held.effective_from)
    if same_day.exists():
        raise EquatingRefused(_("Another equating of this form begins on that day; propose it for another day."))
    held.status, held.decided_by, held.decided_at = Status.IN_FORCE, actor, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    note(actor, "equating.put_in_force", held)
    return held


@transaction.atomic
def drop_equating(*, equating: Equating, reason: str, actor: User, at: datetime) -> Equating:
    held = _lock(equating)
    if not may_drop_equating(actor, held):
        raise EquatingRefused(_("This equating no longer waits for a decision, or you cannot decide about it."))
    held.status, held.decided_by, held.decided_at, held.reason = Status.DROPPED, actor, at, reason.strip()
    held.save(update_fields=["status", "decided_by", "decided_at", "reason"])
    note(actor, "equating.dropped", held)
    return held


@transaction.atomic
def withdraw_equating(*, equating: Equating, reason: str, actor: User, at: datetime) -> Equating:
    """From now on points on this form count as they are, or by the equating before; what has begun keeps this one."""
    held = _lock(equating)
    if not may_withdraw_equating(actor, held):
        raise EquatingRefused(_("Only a reviewer of this bank can withdraw an equating, and only one in force."))
    if not reason.strip():
        raise EquatingRefused(_("Please say why."))
    held.status, held.withdrawn_by, held.withdrawn_at, held.reason = Status.WITHDRAWN, actor, at, reason.strip()
    held.save(update_fields=["status", "withdrawn_by", "withdrawn_at", "reason"])
    note(actor, "equating.withdrawn", held)
    return held


def _lock(equating: Equating) -> Equating:
    """Two who decide at once wait for each other at the examination; the second finds it decided."""
    examination = (
        Examination.objects.select_for_update(of=("self",), no_key=True)
        .select_related("bank__unit")
        .get(pk=equating.examination_id)
    )
    held = Equating.objects.select_related("form__examination", "reference").get(pk=equating.pk)
    held.examination = examination
    return held
