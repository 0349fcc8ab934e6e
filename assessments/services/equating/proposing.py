"""Working out an equating and proposing it for a day to come."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.equating.equating import Equated
from ...equating_permissions import may_propose_equating, refusal_of_pair
from ...models import Equating, Examination, ItemVersion, TestForm
from ...selectors.equating.words import lack_words, obstacle_words
from ...selectors.equating.working_out import WorkedOut, work_out
from .refusal import EquatingRefused


def propose_equating(
    *, form: TestForm, reference: TestForm, effective_from: date, actor: User, at: datetime
) -> Equating:
    """Worked out anew, without a lock: marks of closed attempts do not change under it."""
    if not may_propose_equating(actor, form.examination.bank):
        raise EquatingRefused(_("Only authors and reviewers of this bank can do this."))
    refuse_a_past_day(effective_from, at)
    return _keep(form, reference, work_out(form, reference), effective_from=effective_from, actor=actor, at=at)


def refuse_a_past_day(effective_from: date, at: datetime) -> None:
    if effective_from <= timezone.localdate(at):
        raise EquatingRefused(_("An equating holds from a later day than today: it never reaches back."))


@transaction.atomic
def _keep(
    form: TestForm, reference: TestForm, found: WorkedOut, *, effective_from: date, actor: User, at: datetime
) -> Equating:
    examination = Examination.objects.select_for_update(no_key=True).get(pk=form.examination_id)
    refusal = refusal_of_pair(form, reference)
    if refusal is not None:
        raise EquatingRefused(refusal)
    if examination.equatings.filter(form=form, status=Equating.Status.PROPOSED).exists():
        raise EquatingRefused(_("A proposal for this form waits for a second person already."))
    if found.equated is None:
        reasons = [obstacle_words(found.obstacle)] if found.obstacle else [lack_words(one) for one in found.lacks]
        raise EquatingRefused(" ".join(reasons))
    kept = Equating.objects.create(
        examination=examination,
        number=(examination.equatings.aggregate(last=Max("number"))["last"] or 0) + 1,
        form=form,
        reference=reference,
        people=found.pair.people,
        reference_people=found.pair.reference_people,
        **_figures(found.equated),
        effective_from=effective_from,
        proposed_by=actor,
        proposed_at=at,
    )
    note(actor, "equating.proposed", kept)
    return kept


def note(actor: User, action: str, equating: Equating) -> None:
    record(
        actor,
        action,
        equating,
        examination=equating.examination.code,
        version=equating.number,
        form=equating.form.number,
        reference=equating.reference.number,
        effective_from=equating.effective_from.isoformat(),
    )


def _figures(equated: Equated) -> dict[str, Any]:
    versions = [*sorted(equated.kept), *sorted(equated.drifts.keys() - equated.kept)]
    names = {one.pk: str(one) for one in ItemVersion.objects.filter(pk__in=versions).select_related("item__bank")}
    return {
        "method": equated.method.value,
        "anchors": [
            {
                "version": version,
                "code": names[version],
                "is_kept": version in equated.kept,
                "drift": round(equated.drifts[version], 3) if version in equated.drifts else None,
            }
            for version in versions
        ],
        "has_flat_items": equated.has_flat_items,
        "table": list(equated.conversion.table),
        "errors": list(equated.errors),
    }
