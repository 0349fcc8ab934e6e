"""From the files of an import to what it would do for this importer, as things stand."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from lms.competencies.models import Post

from ..access import Scope, scope_of
from ..domain.roster_diff import Plan, plan
from ..domain.roster_file import Table, UnreadableFile, read_table
from ..domain.roster_headings import PEOPLE, UNITS, Layout
from ..domain.roster_plan import ImportPlan
from ..domain.roster_rows import Fault, Register, RosterRow, check_rows
from ..domain.unit_rows import HeldUnit, UnitPlan, plan_units
from ..models import OrgUnit, Role, User
from ..selectors.roster import everybody


@dataclass(frozen=True, slots=True)
class Upload:
    file_name: str
    content: bytes


class UploadRefused(Exception):
    """One of the files cannot be read: `file` says which, "people" or "units", `code` and `detail` why."""

    def __init__(self, file: str, refused: UnreadableFile) -> None:
        self.file, self.code, self.detail = file, refused.code, refused.detail
        super().__init__(f"{file} {refused}")


Checked = tuple[list[RosterRow], list[Fault]]


@dataclass(slots=True)
class Tables:
    """The files as read. Checking rows takes seconds, so it is done once for the units and posts that there are."""

    people: Table | None
    units: Table | None
    _checked: tuple[Register, Checked] | None = None

    def check(self, register: Register) -> Checked:
        if self._checked is None or self._checked[0] != register:
            self._checked = register, check_rows(self.people.rows if self.people else (), register)
        return self._checked[1]


def read_tables(people: bytes | None, units: bytes | None) -> Tables:
    """Raises UploadRefused."""
    return Tables(_read("people", people, PEOPLE), _read("units", units, UNITS))


def plan_of(tables: Tables, *, by: User | None, today: date) -> ImportPlan:
    """What the files would do now, for this importer; without one (the command line), for all units."""
    scope = limits(by)
    units = _plan_units(tables, scope)
    if tables.people is None:
        return ImportPlan(units, None)
    rows, faults = tables.check(_register(units, today))
    in_scope = None if scope is None else _new(units).union(scope.units().values_list("code", flat=True))
    found = plan(rows, everybody(scope), units_in_scope=in_scope)
    faults = sorted([*faults, *found.faults], key=lambda fault: fault.row)
    return ImportPlan(units, Plan(found.changes, found.unchanged, faults))


def check_ahead(tables: Tables, *, by: User | None, today: date) -> None:
    """Do what needs no lock, so that `plan_of` holds one for a shorter time."""
    tables.check(_register(_plan_units(tables, limits(by)), today))


def importing_scope(by: User) -> Scope:
    """Where somebody may import and undo."""
    return scope_of(by, Role.HR_VIEWER, Role.ADMINISTRATOR)


def limits(by: User | None) -> Scope | None:
    """None for those who may manage everybody: the command line, and rights at the root."""
    scope = None if by is None else importing_scope(by)
    return None if scope is None or scope.is_everything else scope


def reach_of(scope: Scope | None) -> tuple[str, ...] | None:
    """Paths of the units below which units may be written; the own unit is for those above to name."""
    return None if scope is None else scope.paths


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _read(file: str, content: bytes | None, layout: Layout) -> Table | None:
    if content is None:
        return None
    try:
        return read_table(content, layout)
    except UnreadableFile as refused:
        raise UploadRefused(file, refused) from refused


def _plan_units(tables: Tables, scope: Scope | None) -> UnitPlan | None:
    if tables.units is None:
        return None
    return plan_units(tables.units.rows, _units_held(), reach=reach_of(scope))


def _new(units: UnitPlan | None) -> frozenset[str]:
    """Units of the same import are there before its people; whoever may add them may put people there."""
    return frozenset(change.row.code for change in units.changes if change.held is None) if units else frozenset()


def _register(units: UnitPlan | None, today: date) -> Register:
    known = _new(units).union(OrgUnit.objects.values_list("code", flat=True))
    return Register(known, frozenset(Post.objects.values_list("code", flat=True)), today, is_address)


def _units_held() -> dict[str, HeldUnit]:
    return {
        code: HeldUnit(code, parent or "", level, path, name)
        for code, parent, level, path, name in OrgUnit.objects.values_list(
            "code", "parent__code", "level", "path", "name"
        )
    }
