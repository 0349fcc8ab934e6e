"""What a file of org units must say: one tree with one root, in which no unit stands above its parent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from . import cells as cell
from .cells import RowRefused
from .roster_file import RawRow
from .roster_rows import Fault, check_length, once

NAMES = {"en": "name_en", "zh-hant": "name_zh_hant", "zh-hans": "name_zh_hans"}
OPTIONAL_NAMES = {"name_zh_hans"}
LEVELS = ("province", "city", "county", "township")  # from the top down
CODE = re.compile(r"[^\W_][\w.-]{0,19}")
LONGEST_PATH = 255


class UnitKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class HeldUnit:
    code: str
    parent: str  # empty for the root
    level: str
    path: str  # codes from the root down, each with a slash
    name: Mapping[str, str]  # by language

    def facts(self) -> dict[str, str]:
        return _facts(self.code, self.parent, self.level, self.name)


@dataclass(frozen=True, slots=True)
class UnitRow:
    number: int
    code: str
    parent: str
    level: str
    name: Mapping[str, str]  # by language; a language that the file does not know is missing

    def changes(self, held: HeldUnit) -> bool:
        return self.level != held.level or {**held.name, **self.name} != dict(held.name)


@dataclass(frozen=True, slots=True)
class UnitChange:
    row: UnitRow
    held: HeldUnit | None
    path: str

    @property
    def kind(self) -> UnitKind:
        return UnitKind.CHANGED if self.held else UnitKind.ADDED

    @property
    def name(self) -> dict[str, str]:
        return {**(self.held.name if self.held else {}), **self.row.name}

    def before(self) -> dict[str, str]:
        return self.held.facts() if self.held else {}

    def after(self) -> dict[str, str]:
        return _facts(self.row.code, self.row.parent, self.row.level, self.name)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    changes: list[UnitChange]  # every parent before its children
    unchanged: int
    faults: list[Fault]


@dataclass(slots=True)
class _Tree:
    """The tree as it grows row by row; a row is checked against what stands above it and what stays below it."""

    held: Mapping[str, HeldUnit]
    rows: Mapping[str, UnitRow]
    reach: tuple[str, ...] | None
    paths: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    root: str = ""

    def __post_init__(self) -> None:
        self.paths = {code: unit.path for code, unit in self.held.items()}
        self.levels = {code: unit.level for code, unit in self.held.items()}
        self.root = next((unit.code for unit in self.held.values() if not unit.parent), "")

    def take(self, row: UnitRow, children: Iterable[str]) -> None:
        """Raises RowRefused, and then nothing has been taken."""
        held = self.held.get(row.code)
        if row.parent and row.parent not in self.paths:
            raise RowRefused("parent", "unknown_parent", row.parent)
        if not row.parent and self.root and row.code != self.root:
            raise RowRefused("parent", "second_root", self.root)
        path = f"{self.paths.get(row.parent, '')}{row.code}/"
        if (held is None or row.changes(held)) and not is_below(self.reach, held.path if held else path):
            raise RowRefused("code", "unit_outside", row.code)
        if held and held.parent != row.parent:
            raise RowRefused("parent", "unit_moved", held.parent)
        if len(path) > LONGEST_PATH:
            raise RowRefused("parent", "too_deep", row.code)
        self._level_fits(row, children)
        self.paths[row.code], self.levels[row.code] = path, row.level
        self.root = self.root or row.code

    def _level_fits(self, row: UnitRow, children: Iterable[str]) -> None:
        if row.parent and LEVELS.index(row.level) < LEVELS.index(self.levels[row.parent]):
            raise RowRefused("level", "above_parent", row.parent)
        for code in children:
            level = self.rows[code].level if code in self.rows else self.levels[code]
            if LEVELS.index(level) < LEVELS.index(row.level):
                raise RowRefused("level", "below_child", code)


def is_below(reach: tuple[str, ...] | None, path: str) -> bool:
    """Whether a unit stands below one of those paths; None reaches everything, the root included."""
    return reach is None or any(path.startswith(own) and path != own for own in reach)


def plan_units(raw_rows: Iterable[RawRow], held: Mapping[str, HeldUnit], *, reach: tuple[str, ...] | None) -> UnitPlan:
    """What the file adds and changes; a row that does not fit, and what would stand below it, has one reason each."""
    rows, faults = _read_all(raw_rows)
    while True:
        tree, found = _grown(rows, held, reach)
        if not found:
            break
        # A row that was refused may have held up another, so those that are left are looked at anew.
        faults += found
        refused = {fault.row for fault in found}
        rows = {code: row for code, row in rows.items() if row.number not in refused}
    ordered = sorted(rows.values(), key=lambda row: (tree.paths[row.code].count("/"), row.number))
    changes = [
        UnitChange(row, held.get(row.code), tree.paths[row.code])
        for row in ordered
        if row.code not in held or row.changes(held[row.code])
    ]
    return UnitPlan(changes, len(rows) - len(changes), sorted(faults, key=lambda fault: fault.row))


def _grown(
    rows: Mapping[str, UnitRow], held: Mapping[str, HeldUnit], reach: tuple[str, ...] | None
) -> tuple[_Tree, list[Fault]]:
    tree, faults = _Tree(held, rows, reach), list[Fault]()
    children: dict[str, list[str]] = {}
    for unit in held.values():
        children.setdefault(unit.parent, []).append(unit.code)
    reached = set[str]()
    for row in _parents_first(rows, held):
        reached.add(row.code)
        try:
            tree.take(row, children.get(row.code, ()))
        except RowRefused as refused:
            faults.append(_fault(row.number, refused))
    circles = [row for row in rows.values() if row.code not in reached]
    return tree, faults + [_fault(row.number, RowRefused("parent", "unknown_parent", row.parent)) for row in circles]


def _parents_first(rows: Mapping[str, UnitRow], held: Mapping[str, HeldUnit]) -> Iterator[UnitRow]:
    """All but those whose parents are unknown or form a circle."""
    below: dict[str, list[UnitRow]] = {}
    for row in rows.values():
        below.setdefault(row.parent, []).append(row)
    ready = [row for parent, group in below.items() if parent not in rows for row in group]
    ready = [row for row in ready if not row.parent or row.parent in held]
    while ready:
        yield from ready
        ready = [child for row in ready for child in below.get(row.code, ())]


def _read_all(raw_rows: Iterable[RawRow]) -> tuple[dict[str, UnitRow], list[Fault]]:
    seen, rows, faults = dict[str, int](), dict[str, UnitRow](), list[Fault]()
    for raw in raw_rows:
        try:
            row = _read(raw)
            once(seen, row.code, raw, "code")
        except RowRefused as refused:
            faults.append(_fault(raw.number, refused))
        else:
            rows[row.code] = row
    return rows, faults


def _read(raw: RawRow) -> UnitRow:
    check_length(raw)
    wanted = {
        language: column for language, column in NAMES.items() if raw.values.get(column) or column not in OPTIONAL_NAMES
    }
    return UnitRow(
        number=raw.number,
        code=cell.matching(raw.values, "code", CODE),
        parent=cell.plain(raw.values, "parent"),
        level=cell.known(raw.values, "level", LEVELS),
        name={language: cell.name(raw.values, column) for language, column in wanted.items()},
    )


def _fault(row: int, refused: RowRefused) -> Fault:
    return Fault(row, refused.column, refused.code, refused.value[:80], file="units")


def _facts(code: str, parent: str, level: str, name: Mapping[str, str]) -> dict[str, str]:
    names = {column: name.get(language, "") for language, column in NAMES.items()}
    return {"code": code, "parent": parent, "level": level, **names}
