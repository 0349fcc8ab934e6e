"""What a roster row must say to be believed. The first fault of a row is its reason.

A row names one person with one post. A number that stands in two rows is refused in the second (`twice_in_file`):
which of two posts is the one to plan training for is the personnel office's decision, and a second row is far more
often a slip than a second post. Further posts are entered by hand, and imports leave those alone.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from . import cells as cell
from .cells import RowRefused
from .roster_file import RawRow

YOUNGEST_AT_HIRE = 16  # years
STATUSES = ("active", "on_leave", "left")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: the column, a code that the interface puts in words, and what stood there."""

    row: int
    column: str
    code: str
    value: str = ""
    file: str = "people"  # or "units"

    def as_record(self) -> dict[str, Any]:
        return {"file": self.file, "row": self.row, "column": self.column, "code": self.code, "value": self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    number: int
    employee_number: str
    name: str
    email: str
    unit: str
    post: str
    birth_date: date | None  # None: unknown to this file
    hire_date: date | None
    fte: Decimal
    status: str

    def facts(self) -> dict[str, str]:
        """What the row says of the person, as plain text for comparison and for the record."""
        return {
            "employee_number": self.employee_number,
            "name": self.name,
            "email": self.email,
            "unit": self.unit,
            "post": self.post,
            "birth_date": str(self.birth_date or ""),
            "hire_date": str(self.hire_date or ""),
            "fte": str(self.fte),
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Register:
    """What exists: unit and post codes, the day on which the file is read, and what passes for an address."""

    units: Collection[str]
    posts: Collection[str]
    today: date
    is_address: Callable[[str], bool]


def check_rows(raw_rows: Iterable[RawRow], register: Register) -> tuple[list[RosterRow], list[Fault]]:
    """Good rows and faults, one fault a bad row; of two rows with one number or address the later is refused."""
    rows, faults = list[RosterRow](), list[Fault]()
    numbers, addresses = dict[str, int](), dict[str, int]()
    for raw in raw_rows:
        try:
            row = read_row(raw, register)
            once(numbers, row.employee_number, raw, "employee_number")
            once(addresses, row.email, raw, "email")
        except RowRefused as refused:
            faults.append(Fault(raw.number, refused.column, refused.code, refused.value[:80]))
        else:
            rows.append(row)
    return rows, faults


def read_row(raw: RawRow, register: Register) -> RosterRow:
    check_length(raw)
    cells = raw.values
    hire = cell.past_date(cells, "hire_date", register.today)
    birth = cell.past_date(cells, "birth_date", register.today)
    if is_too_young(birth, hire):
        raise RowRefused("birth_date", "too_young", cells["birth_date"])
    return RosterRow(
        number=raw.number,
        employee_number=cell.matching(cells, "employee_number", cell.EMPLOYEE_NUMBER),
        name=cell.name(cells, "name"),
        email=cell.address(cells, "email", register.is_address),
        unit=cell.known(cells, "org_unit", register.units),
        post=cell.known(cells, "post", register.posts),
        birth_date=birth,
        hire_date=hire,
        fte=cell.share(cells, "fte"),
        status=cell.known(cells, "status", STATUSES),
    )


def check_length(raw: RawRow) -> None:
    """Cells that have no heading, or are missing, say that the others may stand in the wrong column."""
    if raw.is_short:
        raise RowRefused("", "short_row")
    if raw.is_long:
        raise RowRefused("", "long_row")


def once(seen: dict[str, int], value: str, raw: RawRow, column: str) -> None:
    earlier = seen.setdefault(value.casefold(), raw.number)
    if earlier != raw.number:
        raise RowRefused(column, "twice_in_file", f"{value} ({earlier})")


def is_too_young(birth: date | None, hire: date | None) -> bool:
    if birth is None or hire is None:
        return False
    years = hire.year - birth.year - ((hire.month, hire.day) < (birth.month, birth.day))
    return years < YOUNGEST_AT_HIRE
