"""What a file of the capacity register would enter, and what of it is refused, for the page that shows it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from lms.people.models import OrgUnit

from ..domain.capacity.facts import Capacity
from ..domain.capacity.records import from_record
from ..models import CapacityUpload
from .capacity_words import COLUMNS, KINDS, row_reason

SHOWN = 200  # rows of each sort


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    row: int
    unit: str
    name: str
    as_of: str
    kind: str
    words: Promise
    capacity: Capacity
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    entries: list[PlannedEntry]
    faults: list[tuple[int, Promise | str, str, str]]  # row, column in words and as in the file, reason
    counts: Mapping[str, int]
    refused: int

    @property
    def to_enter(self) -> int:
        return self.counts.get("new", 0) + self.counts.get("changed", 0)

    @property
    def is_cut(self) -> bool:
        return sum(self.counts.values()) > SHOWN or self.refused > SHOWN

    @classmethod
    def of(cls, upload: CapacityUpload) -> "UploadPage":
        shown = upload.rows[:SHOWN]
        units = OrgUnit.objects.filter(code__in=[row["unit"] for row in shown]).only("code", "name")
        names = {unit.code: str(unit.name) for unit in units}
        return cls(
            entries=[_entry(row, names.get(row["unit"], "")) for row in shown],
            faults=[
                (fault["row"], COLUMNS.get(fault["column"], ""), fault["column"], row_reason(fault))
                for fault in upload.faults[:SHOWN]
            ],
            counts=Counter(row["kind"] for row in upload.rows),
            refused=len(upload.faults),
        )


def _entry(row: Mapping[str, Any], name: str) -> PlannedEntry:
    return PlannedEntry(
        row=row["row"],
        unit=row["unit"],
        name=name,
        as_of=row["as_of"],
        kind=row["kind"],
        words=KINDS[row["kind"]],
        capacity=from_record(row["capacity"]),
        source=row["source"],
    )
