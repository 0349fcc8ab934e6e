"""Replacing the key of a version that candidates have met, and retiring one that is withdrawn."""

from datetime import datetime

from lms.base.audit import record
from lms.people.models import User

from ..models import FormerKey, ItemKey, ItemVersion, Regrade, ReviewStep


def replace_key(regrade: Regrade, at: datetime) -> None:
    key = ItemKey.objects.select_for_update(no_key=True).get(version=regrade.version)
    FormerKey.objects.create(
        version=regrade.version,
        number=key.number,
        right=key.right,
        rationales=key.rationales,
        ruling=key.ruling,
        since=key.since,
        until=at,
        regrade=regrade,
    )
    key.number, key.since = key.number + 1, at
    if regrade.kind == Regrade.Kind.REKEY:
        key.right, key.ruling = regrade.right, ItemKey.Ruling.SCORED
    else:
        key.ruling = ItemKey.Ruling(regrade.kind)
    key.save(update_fields=["number", "since", "right", "ruling"])


def retire(regrade: Regrade, by: User, at: datetime) -> None:
    """Nobody new meets an item that was withdrawn."""
    version = regrade.version
    if version.status == ItemVersion.Status.RETIRED:
        return
    version.status = ItemVersion.Status.RETIRED
    version.save(update_fields=["status"])
    ReviewStep.objects.create(item_version=version, kind=ReviewStep.Kind.RETIRED, actor=by, at=at)
    record(by, "item_version.retired", version, item=str(version.item), version=version.number)
