"""Importing figures of the service: look first, apply in one transaction, undo if need be.

Nothing that was imported is ever changed: a correction is a newer figure of the same month, and an undone import counts
no longer from the moment of its undoing. What a page said on a day can be said again for that day.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.domain.roster_file import Table
from lms.people.models import OrgUnit, User

from ...domain.indicators.layout import LAYOUT
from ...domain.indicators.plan import Plan
from ...domain.sheet import read_sheet
from ...models import IndicatorBatch, IndicatorValue, ServiceIndicator
from .planning import Upload, limits, plan_of

PREVIEWS_KEPT = timedelta(days=7)
AT_ONCE = 2000  # rows


class ImportRefused(Exception):
    """`code` says why, for the page to put into words."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def preview_figures(*, upload: Upload, name: str, by: User | None) -> IndicatorBatch:
    """Keep the file and what it would do; nothing else changes. Raises UnreadableFile."""
    table = read_sheet(upload.content, LAYOUT)
    scope, now = limits(by), timezone.now()
    batch = IndicatorBatch(
        name=(name or upload.file_name)[:120],
        file_name=upload.file_name[:200],
        sha256=sha256(upload.content).hexdigest(),
        encoding=table.encoding,
        content=upload.content,
        scope_paths=[""] if scope is None else [*scope.paths],
        created_by=by,
    )
    _keep(batch, plan_of(table, by=by, at=now, today=timezone.localdate(now)))
    with transaction.atomic():
        batch.save()
        record(by, "service.previewed", batch, name=batch.name, **_counted(batch))
    return batch


def apply_figures(*, batch: IndicatorBatch, by: User | None, seen: str) -> IndicatorBatch:
    """Do what was looked at. If the file would by now do something else, the preview is brought up to date instead."""
    table = read_sheet(bytes(batch.content), LAYOUT) if batch.content else Table("", [])
    with transaction.atomic():
        batch = _alone(batch)
        if batch.status != IndicatorBatch.Status.PREVIEWED:
            raise ImportRefused("not_open")
        now = timezone.now()
        found = plan_of(table, by=by, at=now, today=timezone.localdate(now))
        _keep(batch, found)
        is_as_seen = batch.fingerprint == seen
        if is_as_seen:
            _write(batch, found, now)
            record(by, "service.applied", batch, name=batch.name, **_counted(batch))
        batch.save()
    if not is_as_seen:
        raise ImportRefused("differs")
    return batch


@transaction.atomic
def undo_figures(*, batch: IndicatorBatch, by: User) -> IndicatorBatch:
    """From now on what was there before counts again; the importer of the undo must reach all of it."""
    batch = _alone(batch)
    if batch.status != IndicatorBatch.Status.APPLIED:
        raise ImportRefused("not_applied")
    scope = limits(by)
    paths = set(batch.values.values_list("unit__path", flat=True))
    if scope is not None and not all(scope.covers_path(path) for path in paths):
        raise ImportRefused("outside")
    batch.status, batch.undone_at = IndicatorBatch.Status.UNDONE, timezone.now()
    batch.save(update_fields=["status", "undone_at"])
    record(by, "service.undone", batch, name=batch.name)
    return batch


@transaction.atomic
def discard_figures(*, batch: IndicatorBatch, by: User | None) -> IndicatorBatch:
    batch = _alone(batch)
    if batch.status != IndicatorBatch.Status.PREVIEWED:
        raise ImportRefused("not_open")
    batch.status, batch.content, batch.plan = IndicatorBatch.Status.DISCARDED, b"", b""
    batch.save()
    record(by, "service.discarded", batch, name=batch.name)
    return batch


def discard_old_previews(*, at: datetime) -> int:
    old = IndicatorBatch.objects.filter(status=IndicatorBatch.Status.PREVIEWED, created_at__lt=at - PREVIEWS_KEPT)
    found = list(old.defer(*IndicatorBatch.LARGE))
    for batch in found:
        discard_figures(batch=batch, by=None)
    return len(found)


def _write(batch: IndicatorBatch, found: Plan, now: datetime) -> None:
    units = dict(OrgUnit.objects.values_list("code", "pk"))
    indicators = dict(ServiceIndicator.objects.values_list("code", "pk"))
    rows = [
        IndicatorValue(
            batch=batch,
            unit_id=units[one.unit],
            indicator_id=indicators[one.indicator],
            month=one.month,
            numerator=one.numerator,
            denominator=one.denominator,
        )
        for one in (change.reported for change in found.changes)
    ]
    IndicatorValue.objects.bulk_create(rows, batch_size=AT_ONCE)
    batch.status, batch.applied_at, batch.content = IndicatorBatch.Status.APPLIED, now, b""


def _keep(batch: IndicatorBatch, found: Plan) -> None:
    batch.counts, batch.faults = found.counts(), [fault.as_record() for fault in found.faults]
    batch.fingerprint, batch.plan = found.fingerprint(), found.packed()


def _counted(batch: IndicatorBatch) -> dict[str, int]:
    return {"added": batch.counts["new"], "changed": batch.counts["corrected"], "refused": batch.counts["refused"]}


def _alone(batch: IndicatorBatch) -> IndicatorBatch:
    """The batch as stored, with every other import held back until this transaction ends."""
    list(ServiceIndicator.objects.select_for_update().order_by("pk").values_list("pk"))
    return IndicatorBatch.objects.select_for_update().get(pk=batch.pk)
