"""Reading the capacity register: what is in force of each unit, its history, and the abilities beside it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.capacity.comparing import Summary, summary
from ..domain.capacity.facts import Capacity
from ..domain.capacity.findings import Finding, dual_index, findings
from ..domain.grid import GroupKind
from ..models import CapacityEntry, Snapshot
from .snapshots import cells, columns_of, groups

AREAS = frozenset("TDMS")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What the list is narrowed to; an empty field narrows nothing."""

    words: str = ""
    level: str = ""
    body: str = ""  # yes, no or unknown
    rank: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit: OrgUnit
    entry: CapacityEntry | None
    dual: float | None = None

    @property
    def capacity(self) -> Capacity:
        return self.entry.capacity if self.entry else Capacity()

    @property
    def findings(self) -> list[Finding]:
        return findings(self.entry.capacity if self.entry else None, self.dual)


def entries_in_force(units: Collection[int] | QuerySet[OrgUnit], day: date) -> dict[int, CapacityEntry]:
    """By number of the unit: of the entries up to that day the latest."""
    latest = CapacityEntry.objects.filter(unit=OuterRef("unit"), as_of__lte=day).order_by("-as_of", "-pk")
    found = CapacityEntry.objects.filter(unit__in=units, pk=Subquery(latest.values("pk")[:1]))
    return {entry.unit_id: entry for entry in found}


def register_lines(scope: Scope, day: date) -> list[UnitLine]:
    """Every unit in reach, in the order of the tree; two statements."""
    entries = entries_in_force(scope.units(), day)
    return [UnitLine(unit, entries.get(unit.pk)) for unit in scope.units()]


def narrowed(lines: Sequence[UnitLine], by: RegisterFilter) -> list[UnitLine]:
    return [line for line in lines if _fits(line, by)]


def by_level(lines: Sequence[UnitLine]) -> list[tuple[str, Summary]]:
    """Levels from the top down, as far as there are units."""
    found: dict[str, list[Capacity | None]] = defaultdict(list)
    for line in lines:
        found[line.unit.level].append(line.entry.capacity if line.entry else None)
    return [(str(level.label), summary(found[level.value])) for level in OrgUnit.Level if level.value in found]


def with_abilities(lines: Sequence[UnitLine], snapshot: Snapshot | None) -> list[UnitLine]:
    """The same lines with the dual index of the published figures, read for these units only."""
    index = dual_indices(snapshot, {line.unit.public_id for line in lines}) if snapshot else {}
    return [UnitLine(line.unit, line.entry, index.get(line.unit.public_id)) for line in lines]


def dual_indices(snapshot: Snapshot, units: Collection[UUID]) -> dict[UUID, float | None]:
    area_of = {one.code: one.area for one in columns_of(snapshot) if one.area in AREAS}
    found = {one.pk: one for one in groups([snapshot.pk], Q(kind=GroupKind.SUBTREE, unit_id__in=units))}
    coverages: dict[UUID, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells(list(found), Q(hides="", competency__in=list(area_of))):
        if cell.coverage is not None and not cell.is_unknown:
            coverages[found[cell.group_id].unit_id][area_of[cell.competency]].append(cell.coverage)
    return {unit: dual_index(by_area) for unit, by_area in coverages.items()}


def history_of(unit: OrgUnit) -> list[CapacityEntry]:
    return list(CapacityEntry.objects.filter(unit=unit).select_related("created_by"))


def _fits(line: UnitLine, by: RegisterFilter) -> bool:
    words = by.words.casefold()
    texts = [line.unit.code, *line.unit.name.values(), line.capacity.body_name]
    answers = {True: "yes", False: "no", None: "unknown"}
    return (
        (not words or any(words in text.casefold() for text in texts))
        and by.level in ("", line.unit.level)
        and by.body in ("", answers[line.capacity.has_body])
        and by.rank in ("", line.capacity.rank or "")
    )
