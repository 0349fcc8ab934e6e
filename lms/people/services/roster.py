"""Importing a roster: look first, apply in one transaction, undo if need be. An import never grants a right."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record

from ..domain.roster_plan import ImportPlan
from ..domain.unit_rows import UnitPlan
from ..models import OrgUnit, RosterBatch, User
from ..signals import posts_changed
from .roster_planning import Tables, Upload, check_ahead, importing_scope, plan_of, read_tables
from .roster_refusal import BatchRefused
from .roster_undo import check_undoable, put_back
from .roster_writing import write_people
from .units import check_units_undoable, put_units_back, write_units

PREVIEWS_KEPT = timedelta(days=7)
UNITS_NAMED = 20  # in the audit log; the import itself holds them all


@dataclass(frozen=True, slots=True)
class Preview:
    batch: RosterBatch
    fingerprint: str  # of what was looked at; applying asks for it


def plan_roster(*, name: str, by: User | None, people: Upload | None, units: Upload | None = None) -> RosterBatch:
    """An import that is not kept yet, with what it would do. Raises UploadRefused."""
    # Reading and comparing take seconds for a large file; on SQLite nobody could write during a transaction.
    tables = read_tables(people.content if people else None, units.content if units else None)
    batch = RosterBatch(
        name=(name or (people or units or Upload("", b"")).file_name)[:120],
        scope_paths=[""] if by is None else list(importing_scope(by).paths),
        created_by=by,
    )
    if people and tables.people:
        batch.file_name, batch.content = people.file_name[:200], people.content
        batch.sha256, batch.encoding = sha256(people.content).hexdigest(), tables.people.encoding
    if units and tables.units:
        batch.units_file_name, batch.units_content = units.file_name[:200], units.content
        batch.units_sha256, batch.units_encoding = sha256(units.content).hexdigest(), tables.units.encoding
    found = plan_of(tables, by=by, today=timezone.localdate())
    _keep(batch, found)
    batch.plan = found.packed()
    return batch


def preview_roster(*, name: str, by: User | None, people: Upload | None, units: Upload | None = None) -> Preview:
    """Keep the files and what they would do; nothing else changes. Raises UploadRefused."""
    return keep_preview(plan_roster(name=name, by=by, people=people, units=units), by=by)


@transaction.atomic
def keep_preview(batch: RosterBatch, *, by: User | None) -> Preview:
    batch.save()
    record(by, "roster.previewed", batch, name=batch.name, **batch.counts)
    return Preview(batch, batch.fingerprint)


def apply_roster(*, batch: RosterBatch, by: User | None, seen: str, all_or_nothing: bool = False) -> RosterBatch:
    """Do what was looked at; good rows go in, refused ones do not.

    `seen` is the fingerprint of the plan that the importer saw. When the same files would by now do something else,
    nothing is done, the batch is brought up to date, and BatchRefused says so.
    """
    tables, today = _tables_of(batch), timezone.localdate()
    check_ahead(tables, by=by, today=today)
    with transaction.atomic():
        batch = _alone(batch)
        if batch.status != RosterBatch.Status.PREVIEWED:
            raise BatchRefused("not_open")
        found = plan_of(tables, by=by, today=today)
        _keep(batch, found)
        is_as_seen = batch.fingerprint == seen
        if is_as_seen:
            if all_or_nothing and found.faults:
                raise BatchRefused("has_faults", len(found.faults))
            _write(batch, found, by)
        else:
            batch.plan = found.packed()
        batch.save()
    if not is_as_seen:
        raise BatchRefused("differs")
    return batch


@transaction.atomic
def undo_roster(*, batch: RosterBatch, by: User | None) -> RosterBatch:
    """Put everything back as it was; `counts` then says what became of people and units."""
    batch = _alone(batch)
    if batch.status != RosterBatch.Status.APPLIED:
        raise BatchRefused("not_applied")
    check_undoable(batch, by)
    check_units_undoable(batch, by)
    touched = sorted(user_id for user_id in batch.changes.values_list("user_id", flat=True) if user_id)
    outcome = put_back(batch)
    posts_changed.send(sender=RosterBatch, user_ids=touched)
    if batch.unit_changes.exists():
        outcome |= put_units_back(batch)
    batch.status, batch.undone_at = RosterBatch.Status.UNDONE, timezone.now()
    batch.counts = {**batch.counts, **outcome}
    batch.save(update_fields=["status", "undone_at", "counts"])
    record(by, "roster.undone", batch, name=batch.name, **outcome)
    return batch


@transaction.atomic
def discard_roster(*, batch: RosterBatch, by: User | None) -> RosterBatch:
    batch = _alone(batch)
    if batch.status != RosterBatch.Status.PREVIEWED:
        raise BatchRefused("not_open")
    batch.status = RosterBatch.Status.DISCARDED
    _forget_files(batch)
    batch.save()
    record(by, "roster.discarded", batch, name=batch.name)
    return batch


def discard_old_previews(*, at: datetime) -> int:
    """Files that nobody applied hold dates of birth; how many were let go."""
    old = RosterBatch.objects.filter(status=RosterBatch.Status.PREVIEWED, created_at__lt=at - PREVIEWS_KEPT)
    found = list(old.defer(*RosterBatch.LARGE))
    for batch in found:
        discard_roster(batch=batch, by=None)
    return len(found)


def _write(batch: RosterBatch, found: ImportPlan, by: User | None) -> None:
    if found.units and found.units.changes:
        write_units(found.units, batch)
    if found.people:
        touched = write_people(found.people.changes, batch, timezone.localdate())
        posts_changed.send(sender=RosterBatch, user_ids=touched)
    if found.units and found.units.changes:
        _record_units(batch, found.units, by)
    batch.status, batch.applied_at = RosterBatch.Status.APPLIED, timezone.now()
    _forget_files(batch)
    record(by, "roster.applied", batch, name=batch.name, **batch.counts)


def _record_units(batch: RosterBatch, plan: UnitPlan, by: User | None) -> None:
    codes = [change.row.code for change in plan.changes]
    named = ", ".join(codes[:UNITS_NAMED]) + ("…" if len(codes) > UNITS_NAMED else "")
    counts = {key: batch.counts[f"units_{key}"] for key in ("added", "changed")}
    record(by, "units.imported", batch, name=batch.name, **counts, unit=named)


def _keep(batch: RosterBatch, found: ImportPlan) -> None:
    batch.counts, batch.faults = found.counts(), [fault.as_record() for fault in found.faults]
    batch.fingerprint = found.fingerprint()


def _forget_files(batch: RosterBatch) -> None:
    batch.content = batch.units_content = batch.plan = b""


def _tables_of(batch: RosterBatch) -> Tables:
    people = bytes(batch.content) if batch.file_name and batch.content else None
    return read_tables(people, bytes(batch.units_content) if batch.units_content else None)


def _alone(batch: RosterBatch) -> RosterBatch:
    """The batch as stored, with every other import held back until this transaction ends."""
    list(OrgUnit.objects.select_for_update().filter(parent=None).values_list("pk"))
    return RosterBatch.objects.select_for_update().get(pk=batch.pk)
