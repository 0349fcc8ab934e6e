"""One unit of a stored snapshot: its figures, and what lies below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lms.people.access import Scope

from ..domain.grid import GroupKind, parent_path
from ..models import Snapshot, SnapshotGroup
from . import wording
from .addresses import Links
from .heatmap import Heatmap, Reading, advice_for, heatmap, ids_of, read
from .snapshots import CellCard, GroupCard, around, change, groups, within


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words and counts: a competency of the unit, or a group within it."""

    name: str
    cell: CellCard
    why_hidden: str
    change: str
    url: str = ""  # of a group or competency that has a page of its own


@dataclass(frozen=True, slots=True)
class UnitPage:
    unit: GroupCard
    ancestors: list[GroupCard]
    advice: str
    lines: list[Line]
    below: Heatmap
    posts: Heatmap


def unit_page(snapshot: Snapshot, before: Snapshot | None, scope: Scope, seen: SnapshotGroup) -> UnitPage:
    """Of a unit that the reader may see, as it stood in the snapshot."""
    found = groups(ids_of(snapshot, before), within(scope), around(seen.path))
    unit = unit_in(found, snapshot, seen.unit_id)
    reading = read(snapshot, [group for group in found if is_near(group, unit)])
    parts = [group for group in reading.groups if group.key != unit.key]
    return UnitPage(
        unit=unit,
        ancestors=ancestors_of(found, unit),
        advice=advice_for(reading.cells_of(unit), reading.columns),
        lines=lines_of(reading, unit),
        below=heatmap(reading, [group for group in parts if group.kind is not GroupKind.POST]),
        posts=heatmap(reading, [group for group in parts if group.kind is GroupKind.POST]),
    )


def unit_in(found: Sequence[GroupCard], snapshot: Snapshot, unit_id: UUID) -> GroupCard:
    return next(
        group
        for group in found
        if group.snapshot_id == snapshot.pk and group.unit_id == unit_id and group.kind is GroupKind.SUBTREE
    )


def ancestors_of(found: Sequence[GroupCard], unit: GroupCard) -> list[GroupCard]:
    """From the highest in reach down."""
    return [
        group
        for group in found
        if group.snapshot_id == unit.snapshot_id
        and group.kind is GroupKind.SUBTREE
        and group.key != unit.key
        and unit.path.startswith(group.path)
    ]


def is_near(group: GroupCard, unit: GroupCard) -> bool:
    """The unit itself, its staff and posts, and the units directly below."""
    return group.path == unit.path or (group.kind is GroupKind.SUBTREE and parent_path(group.path) == unit.path)


def lines_of(reading: Reading, group: GroupCard) -> list[Line]:
    """Every competency of a unit or of the holders of a post; critical ones first."""
    links = Links()
    now, then = reading.cells_of(group), reading.before(group)
    lines = [
        line_of(
            f"{column.code} {column.name}",
            now[column.code],
            then.get(column.code),
            url=links.of_competency(group, column.code),
        )
        for column in reading.columns
        if column.code in now
    ]
    return sorted(lines, key=lambda line: not line.cell.is_critical)


def line_of(name: str, cell: CellCard, before: CellCard | None, *, url: str = "") -> Line:
    moved = change(before, cell)
    return Line(name, cell, wording.why_hidden(cell), wording.change_in_words(moved) if moved else "", url)
