"""Correcting results: one person proposes, a second one approves, and everybody affected is scored again at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.lib.canonical import digest
from lms.people.models import User

from ..models import ItemKey, ItemVersion, Regrade
from .authoring.content import content_of, key_faults
from .authoring.items import AuthoringRefused, lock_version
from .locks import hold_all, hold_keys
from .regrade_plan import attempts_that_met, fingerprint_of, plan_of
from .regrade_rights import refusal_to_decide, refusal_to_propose
from .regrade_writing import rewrite_results
from .rekeying import replace_key, retire

Kind, Status = Regrade.Kind, Regrade.Status


@transaction.atomic
def propose_regrade(
    *, version: ItemVersion, kind: Regrade.Kind, right: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Regrade:
    """Nothing changes for anybody until a second person approves."""
    held = lock_version(version)
    regrade = draft_regrade(version=held, kind=kind, right=right, reason=reason, by=by, at=at)
    if Regrade.objects.filter(version=held, status=Status.WAITING).exists():
        raise AuthoringRefused(_("A regrade of this version waits for its second person already."))
    regrade.save()
    _log(by, "regrade.proposed", regrade)
    return regrade


def draft_regrade(
    *, version: ItemVersion, kind: Regrade.Kind, right: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Regrade:
    """The same, unsaved, for a preview. `version` comes with its item, bank, unit and key."""
    regrade = Regrade(version=version, kind=kind, reason=reason.strip(), asked_by=by, asked_at=at)
    regrade.right = dict(right) if kind == Kind.REKEY else {}
    fault = refusal_to_propose(version, by) or _fault(regrade)
    if fault:
        raise AuthoringRefused(fault)
    return regrade


@transaction.atomic
def approve_regrade(*, regrade: Regrade, by: User, at: datetime, seen: str, comment: str = "") -> Regrade:
    """Replace the key and score everybody again, all or nothing. `seen` is the fingerprint of the report just read."""
    held = _decide(regrade, Status.APPROVED, by, at=at, comment=comment)
    hold_all(attempts_that_met(held.version).values("learner_id"))
    hold_keys(to_change=True)
    plan = plan_of(held)
    if seen != fingerprint_of(held, plan):
        raise AuthoringRefused(_("The figures have changed since this page was opened. Please read them again."))
    held.before_digest = digest([held.salt, plan.before])
    held.after_digest = digest([held.salt, plan.after])
    held.save(update_fields=["before_digest", "after_digest"])
    counts = plan.tally
    _log(
        by,
        "regrade.approved",
        held,
        people=len({line.learner_id for line in plan.lines}),
        changed=counts.seen,
        before=held.before_digest,
        after=held.after_digest,
    )
    replace_key(held, at)
    if held.kind != Kind.REKEY:
        retire(held, by, at)
    rewrite_results(regrade=held, plan=plan, by=by, at=at)
    return held


@transaction.atomic
def decline_regrade(*, regrade: Regrade, by: User, at: datetime, comment: str) -> Regrade:
    if not comment.strip():
        raise AuthoringRefused(_("Please say in the comment what is meant."))
    held = _decide(regrade, Status.DECLINED, by, at=at, comment=comment)
    _log(by, "regrade.declined", held)
    return held


@transaction.atomic
def take_back_regrade(*, regrade: Regrade, by: User, at: datetime) -> Regrade:
    held = _decide(regrade, Status.TAKEN_BACK, by, at=at, comment="")
    _log(by, "regrade.taken_back", held)
    return held


def _fault(regrade: Regrade) -> str | None:
    key = regrade.version.key
    if not regrade.reason:
        return _("Please say why the results must be worked out again.")
    if regrade.kind != Kind.REKEY:
        return _("This version is marked in this way already.") if key.ruling == regrade.kind else None
    if regrade.version.kind == ItemVersion.Kind.SHORT_TEXT:
        return _("People mark this task; it has no key that could be replaced.")
    if key.ruling == ItemKey.Ruling.SCORED and regrade.right == key.right:
        return _("This is the key in force.")
    return next(iter(key_faults(replace(content_of(regrade.version), right=regrade.right))), None)


def _decide(regrade: Regrade, status: Regrade.Status, by: User, *, at: datetime, comment: str) -> Regrade:
    held = (
        Regrade.objects.select_for_update(of=("self",), no_key=True)
        .select_related("version__item__bank__unit", "version__competency", "version__key")
        .get(pk=regrade.pk)
    )
    if held.status != Status.WAITING:
        raise AuthoringRefused(_("This regrade was decided already."))
    if status == Status.TAKEN_BACK:
        if held.asked_by_id != by.pk:
            raise AuthoringRefused(_("Only who proposed a regrade can take it back."))
    elif refusal := refusal_to_decide(held, by):
        raise AuthoringRefused(refusal)
    held.status, held.decided_by, held.decided_at, held.comment = status, by, at, comment.strip()
    held.save(update_fields=["status", "decided_by", "decided_at", "comment"])
    return held


def _log(by: User, action: str, regrade: Regrade, **detail: object) -> None:
    """Never the key, the reason or the comment."""
    version = regrade.version
    record(by, action, regrade, item=str(version.item), version=version.number, kind=regrade.kind, **detail)
