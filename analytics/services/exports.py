"""Asking for a file, making it in the background, and letting it go after a day. Each step is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation

from lms.base.audit import record
from lms.base.outbox import announce
from lms.people.access import Scope, scope_of
from lms.people.models import User

from ..exports.asking import Ask
from ..exports.formats import TooLong, written
from ..exports.tables import TABLES
from ..models import Delivery, ExportFile, Snapshot
from ..readers import EXPORTERS

KEPT = timedelta(hours=24)
ORDERED = "analytics.export_ordered"
MADE = "analytics.delivery_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    table: str
    format: str
    language: str
    purpose: str
    snapshot: Snapshot
    paths: Sequence[str]
    unit_code: str = ""
    delivery: Delivery | None = None


@transaction.atomic
def order_export(*, by: User, order: Order, at: datetime) -> ExportFile:
    """The file is made as soon as this is committed; nobody but `by` ever gets it."""
    file = ExportFile.objects.create(
        owner=by,
        table=order.table,
        format=order.format,
        language=order.language,
        purpose=order.purpose,
        snapshot=order.snapshot,
        paths=[*order.paths],
        unit_code=order.unit_code,
        delivery=order.delivery,
        asked_at=at,
        expires_at=at + KEPT,
    )
    announce(ORDERED, {"file": str(file.public_id)})
    unit = order.unit_code or "all in reach"
    record(
        by, "gaps.exported", order.snapshot, unit=unit, purpose=order.purpose, format=order.format, source=order.table
    )
    return file


def make_export(*, public_id: UUID) -> None:
    """May run twice for one order. Whoever lost the right in between gets nothing."""
    file = ExportFile.objects.filter(public_id=public_id, state=ExportFile.State.WAITING).first()
    if file is None:
        return
    if not is_covered(file):
        file.delete()
        return
    try:
        name, content = _drawn(file)
    except TooLong:
        ExportFile.objects.filter(pk=file.pk).update(state=ExportFile.State.TOO_LONG)
        return
    with transaction.atomic():
        open_order = ExportFile.objects.filter(pk=file.pk, state=ExportFile.State.WAITING)
        is_ours = open_order.update(state=ExportFile.State.READY, name=name, content=content, size=len(content))
        if is_ours and file.delivery_id:
            announce(MADE, {"file": str(public_id)})


def note_download(*, file: ExportFile, by: User) -> None:
    record(by, "export.downloaded", file, source=file.table, format=file.format, purpose=file.purpose)


def purge_exports(*, at: datetime) -> int:
    """Whatever is a day old, or whose owner may have it no longer; how many files that were."""
    held = ExportFile.objects.select_related("owner").defer(*ExportFile.LARGE)
    scopes: dict[int, Scope] = {}
    gone = []
    for file in held:
        if file.owner_id not in scopes:
            scopes[file.owner_id] = reach_of(file.owner)
        if file.expires_at <= at or not covers(scopes[file.owner_id], file):
            gone.append(file.pk)
    if gone:
        with transaction.atomic():
            ExportFile.objects.filter(pk__in=gone).delete()
            record(None, "exports.purged", number=len(gone))
    return len(gone)


def reach_of(owner: User) -> Scope:
    """Over what somebody may take figures away."""
    return scope_of(owner, *EXPORTERS)


def covers(scope: Scope, file: ExportFile) -> bool:
    """Whether the right reaches over everything in the file."""
    return bool(file.paths) and all(scope.covers_path(path) for path in file.paths)


def is_covered(file: ExportFile) -> bool:
    """Whether its owner still has that right."""
    return covers(reach_of(file.owner), file)


def _drawn(file: ExportFile) -> tuple[str, bytes]:
    with translation.override(file.language):
        made = TABLES[file.table].build(Ask(file.snapshot, Scope(tuple(file.paths))))
        return f"{made.file_stem}.{file.format}", written(made, file.format)
