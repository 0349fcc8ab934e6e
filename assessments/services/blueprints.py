"""Changing what an examination asks for: one person proposes, a second one puts it in force, for new attempts only.

Running attempts keep what they drew, and forms in use keep their items: they were approved as they are.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ..models import BlueprintCell, BlueprintVersion, Examination
from ..permissions import may_review, may_write
from .authoring.items import AuthoringRefused

Mix = Mapping[str, Mapping[str, int]]  # competency → cognitive level → items
Status = BlueprintVersion.Status


@transaction.atomic
def propose_blueprint(
    *, examination: Examination, mix: Mix, trial_items: int, actor: User, at: datetime
) -> BlueprintVersion:
    """A new version beside the one in force; it replaces a proposal of the same person that nobody has decided on."""
    if not may_write(actor, examination.bank):
        raise AuthoringRefused(_("Only authors of this bank can change the blueprint."))
    kept = {code: {level: n for level, n in row.items() if n} for code, row in mix.items() if any(row.values())}
    if not kept:
        raise AuthoringRefused(_("A blueprint needs at least one item."))
    Examination.objects.select_for_update(no_key=True).get(pk=examination.pk)
    waiting = examination.blueprint_versions.filter(status=Status.PROPOSED).first()
    if waiting is not None:
        if waiting.proposed_by_id != actor.pk:
            raise AuthoringRefused(_("Another change of this blueprint waits for a decision."))
        waiting.status, waiting.decided_by, waiting.decided_at = Status.DECLINED, actor, at
        waiting.save(update_fields=["status", "decided_by", "decided_at"])
    last = examination.blueprint_versions.aggregate(last=Max("number"))["last"] or 0
    version = BlueprintVersion.objects.create(
        examination=examination,
        number=last + 1,
        mix=kept,
        trial_items=trial_items,
        proposed_by=actor,
        proposed_at=at,
    )
    record(actor, "blueprint.proposed", examination, version=version.number, mix=kept, trial_items=trial_items)
    return version


@transaction.atomic
def decide_blueprint(*, version: BlueprintVersion, is_accepted: bool, actor: User, at: datetime) -> BlueprintVersion:
    """Put it in force, or decline it; the proposer may only take it back, which is declining."""
    examination = Examination.objects.select_for_update(no_key=True).get(pk=version.examination_id)
    held = BlueprintVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    if held.status != Status.PROPOSED:
        raise AuthoringRefused(_("This change has been decided on already."))
    is_own = held.proposed_by_id == actor.pk
    if is_accepted and is_own:
        raise AuthoringRefused(_("This takes a second person: a reviewer who did not propose it."))
    if not (may_review(actor, version.examination.bank) or (is_own and not is_accepted)):
        raise AuthoringRefused(_("Only a reviewer can do this."))
    if is_accepted:
        examination.blueprint_versions.filter(status=Status.IN_FORCE).update(status=Status.FORMER)
        _write_cells(examination, held)
    held.status = Status.IN_FORCE if is_accepted else Status.DECLINED
    held.decided_by, held.decided_at = actor, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    record(actor, f"blueprint.{held.status}", examination, version=held.number)
    return held


def _write_cells(examination: Examination, version: BlueprintVersion) -> None:
    cards = competencies()
    unknown = sorted(set(version.mix) - set(cards))
    if unknown:
        raise AuthoringRefused(
            _("The framework no longer has these competencies: %(codes)s.") % {"codes": ", ".join(unknown)}
        )
    examination.blueprint.all().delete()
    BlueprintCell.objects.bulk_create(
        BlueprintCell(examination=examination, competency_id=cards[code].pk, cognitive=level, count=count)
        for code, row in version.mix.items()
        for level, count in row.items()
    )
    examination.trial_items = version.trial_items
    examination.save(update_fields=["trial_items"])
