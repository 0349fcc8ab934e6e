"""What a row of service figures must say to be believed. The first fault of a row is its reason."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.people.domain import cells as cell
from lms.people.domain.cells import RowRefused
from lms.people.domain.roster_file import RawRow
from lms.people.domain.roster_rows import Fault, check_length

from .meaning import Meaning
from .month_cell import month_in

FIGURES = ("numerator", "denominator")
NUMBER = re.compile(r"\d{1,12}(\.\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Reported:
    row: int
    unit: str
    month: date  # its first day
    indicator: str
    numerator: float
    denominator: float

    @property
    def key(self) -> tuple[str, str, date]:
        return self.unit, self.indicator, self.month


@dataclass(frozen=True, slots=True)
class Register:
    """What exists, what of it the importer may write, and the month in which the file is read."""

    units: Collection[str]
    in_reach: Collection[str]
    meanings: Mapping[str, Meaning]
    this_month: date


def check_rows(raw_rows: Iterable[RawRow], register: Register) -> tuple[list[Reported], list[Fault]]:
    """Rows without any figure are passed over; of two for one unit, indicator and month the later is refused."""
    rows, faults = list[Reported](), list[Fault]()
    seen: dict[tuple[str, str, date], int] = {}
    for raw in raw_rows:
        if not any(cell.plain(raw.values, column) for column in FIGURES):
            continue  # a line of the file to fill in that nobody had anything to say of
        try:
            row = _read(raw, register)
            earlier = seen.setdefault(row.key, row.row)
            if earlier != row.row:
                raise RowRefused("month", "twice_in_file", f"{row.month:%Y-%m} ({earlier})")
        except RowRefused as refused:
            faults.append(Fault(raw.number, refused.column, refused.code, refused.value[:80], file="service"))
        else:
            rows.append(row)
    return rows, faults


def _read(raw: RawRow, register: Register) -> Reported:
    check_length(raw)
    unit = cell.known(raw.values, "org_unit", register.units)
    if unit not in register.in_reach:
        raise RowRefused("org_unit", "unit_outside", unit)
    month = month_in(raw.values, register.this_month)
    meaning = register.meanings[cell.known(raw.values, "indicator", register.meanings)]
    numerator, denominator = _number(raw.values, "numerator"), _number(raw.values, "denominator")
    if not meaning.is_possible(numerator, denominator):
        raise RowRefused("numerator", f"not_{meaning.measure.value}", f"{numerator:g} ÷ {denominator:g}")
    return Reported(raw.number, unit, month, meaning.code, numerator, denominator)


def _number(cells: Mapping[str, str], column: str) -> float:
    value = cell.plain(cells, column).replace(",", "")
    if not value:
        raise RowRefused(column, "empty")
    if not NUMBER.fullmatch(value):
        raise RowRefused(column, "not_a_count", value)
    return float(value)
