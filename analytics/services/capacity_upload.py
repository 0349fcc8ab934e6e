"""Entering many units from a file: look first, then all that was looked at in one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.domain.roster_file import UnreadableFile
from lms.people.models import User

from ..domain.capacity.facts import Capacity
from ..domain.capacity.layout import CAPACITY
from ..domain.capacity.records import as_record, from_record
from ..domain.capacity.rows import CapacityRow, check_rows
from ..domain.sheet import read_sheet
from ..models import CapacityEntry, CapacityUpload
from ..readers import EXPORTERS
from ..selectors.capacity import entries_in_force
from .capacity import capacity_entry

BATCH = 500
UNITS_NAMED = 20  # in the audit log; the upload itself holds them all


class UploadRefused(Exception):
    """The file, or the whole upload, cannot be used: a code and a detail that the interface puts in words."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(code)


def preview_upload(*, by: User, file_name: str, content: bytes) -> CapacityUpload:
    """Keep what the file says, row by row, beside what is entered; nothing else changes."""
    try:
        table = read_sheet(content, CAPACITY)
    except UnreadableFile as unreadable:
        raise UploadRefused(unreadable.code, unreadable.detail) from unreadable
    ids = _units_of(by)
    rows, faults = check_rows(table.rows, ids, timezone.localdate())
    held = _held(rows, ids)
    with transaction.atomic():
        upload = CapacityUpload.objects.create(
            file_name=file_name[:200],
            encoding=table.encoding,
            rows=[_as_record(row, held.get((row.unit, row.as_of))) for row in rows],
            faults=[fault.as_record() for fault in faults],
            created_by=by,
        )
        record(by, "capacity.previewed", upload, rows=len(rows), refused=len(faults))
    return upload


@transaction.atomic
def apply_upload(*, upload: CapacityUpload, by: User) -> int:
    """How many entries were made. What would say again what is entered already is left out."""
    upload = _alone(upload)
    ids = _units_of(by)
    if any(row["unit"] not in ids for row in upload.rows):
        raise UploadRefused("out_of_reach")
    wanted = [row for row in upload.rows if row["kind"] != "same"]
    CapacityEntry.objects.bulk_create(
        [
            capacity_entry(
                unit_id=ids[row["unit"]],
                by=by,
                as_of=date.fromisoformat(row["as_of"]),
                capacity=from_record(row["capacity"]),
                source=row["source"],
                upload=upload,
            )
            for row in wanted
        ],
        batch_size=BATCH,
    )
    _close(upload, CapacityUpload.Status.APPLIED)
    named = ", ".join(row["unit"] for row in wanted[:UNITS_NAMED])
    record(by, "capacity.imported", upload, entries=len(wanted), unit=named)
    return len(wanted)


@transaction.atomic
def discard_upload(*, upload: CapacityUpload, by: User) -> None:
    upload = _alone(upload)
    _close(upload, CapacityUpload.Status.DISCARDED)
    record(by, "capacity.discarded", upload)


def _alone(upload: CapacityUpload) -> CapacityUpload:
    """Of two people who press the button at the same moment, one finds it done."""
    locked = CapacityUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.status != CapacityUpload.Status.PREVIEWED:
        raise UploadRefused("not_open")
    return locked


def _close(upload: CapacityUpload, status: CapacityUpload.Status) -> None:
    upload.status = status
    upload.save(update_fields=["status"])


def _units_of(by: User) -> dict[str, int]:
    """Code → number of every unit whose register this person keeps."""
    return dict(scope_of(by, *EXPORTERS).units().values_list("code", "pk"))


def _held(rows: list[CapacityRow], ids: Mapping[str, int]) -> dict[tuple[str, date], Capacity]:
    """What is in force on the day of each row; one statement for each day in the file."""
    found: dict[tuple[str, date], Capacity] = {}
    for day in sorted({row.as_of for row in rows}):
        here = {row.unit: ids[row.unit] for row in rows if row.as_of == day}
        entries = entries_in_force(list(here.values()), day)
        found |= {(code, day): entries[pk].capacity for code, pk in here.items() if pk in entries}
    return found


def _as_record(row: CapacityRow, held: Capacity | None) -> dict[str, Any]:
    kind = "new" if held is None else "same" if held == row.capacity else "changed"
    return {
        "row": row.number,
        "unit": row.unit,
        "as_of": row.as_of.isoformat(),
        "kind": kind,
        "capacity": as_record(row.capacity),
        "source": row.source,
    }
