"""From an uploaded file to what it would do for this importer, as things stand."""

from dataclasses import dataclass
from datetime import date, datetime

from lms.people.access import Scope, scope_of
from lms.people.domain.roster_file import Table
from lms.people.models import OrgUnit, User

from ...domain.indicators.plan import Plan, plan
from ...domain.indicators.rows import Register, check_rows
from ...readers import EXPORTERS
from ...selectors.indicators import meanings, values_as_of


@dataclass(frozen=True, slots=True)
class Upload:
    file_name: str
    content: bytes


def plan_of(table: Table, *, by: User | None, at: datetime, today: date) -> Plan:
    """Without an importer (the command line) for all units."""
    scope = limits(by)
    codes = dict(OrgUnit.objects.values_list("code", "path"))
    in_reach = [code for code, path in codes.items() if scope is None or scope.covers_path(path)]
    register = Register(codes.keys(), set(in_reach), meanings(), today.replace(day=1))
    rows, faults = check_rows(table.rows, register)
    held = values_as_of(at, codes={row.unit for row in rows}, months={row.month for row in rows})
    return plan(rows, held, faults, unfilled=len(table.rows) - len(rows) - len(faults))


def limits(by: User | None) -> Scope | None:
    return None if by is None else scope_of(by, *EXPORTERS)
