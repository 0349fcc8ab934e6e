"""Entering what is known of a unit's capacity; nothing entered is ever changed."""

from datetime import date

from django.db import transaction

from lms.base.audit import record
from lms.people.models import OrgUnit, User

from ..domain.capacity.facts import Capacity
from ..domain.capacity.records import as_record
from ..models import CapacityEntry, CapacityUpload


@transaction.atomic
def record_capacity(*, unit: OrgUnit, by: User, as_of: date, capacity: Capacity, source: str) -> CapacityEntry:
    entry = capacity_entry(unit_id=unit.pk, by=by, as_of=as_of, capacity=capacity, source=source)
    entry.save()
    record(by, "capacity.recorded", unit, as_of=str(as_of), source=source)
    return entry


def capacity_entry(
    *,
    unit_id: int,
    by: User,
    as_of: date,
    capacity: Capacity,
    source: str,
    upload: CapacityUpload | None = None,
) -> CapacityEntry:
    """Not stored yet."""
    return CapacityEntry(
        unit_id=unit_id, as_of=as_of, source=source, upload=upload, created_by=by, **as_record(capacity)
    )
