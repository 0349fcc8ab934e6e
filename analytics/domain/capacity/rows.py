"""What a row of a capacity file must say to be believed. The first fault of a row is its reason."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lms.lib.spreadsheet import FORMULA_STARTS
from lms.people.domain.cells import RowRefused, known, past_date, plain
from lms.people.domain.roster_file import RawRow
from lms.people.domain.roster_rows import Fault, check_length, once

from .facts import MOST_STAFF, Capacity, Leader, Rank
from .layout import CAPACITY

ChoiceT = TypeVar("ChoiceT")

BEGUN = ("unit", "as_of")  # columns of the file to fill in that hold something already
LONGEST_TEXT = {"body_name": 120, "source": 250}
ANSWERS = {
    "yes": True,
    "no": False,
    "是": True,
    "否": False,
    "有": True,
    "無": False,
    "无": False,
    "沒有": False,
    "没有": False,
}
UNKNOWN = {"", "unknown", "未知", "不詳", "不详", "未掌握", "不清楚"}
RANKS = {
    **{rank.value: rank for rank in Rank},
    **{"未定": Rank.UNSETTLED, "股級": Rank.SUBSECTION, "股级": Rank.SUBSECTION},
    **{"副科級": Rank.DEPUTY_SECTION, "副科级": Rank.DEPUTY_SECTION, "正科級": Rank.SECTION, "正科级": Rank.SECTION},
    **{
        "副處級": Rank.DEPUTY_DIVISION,
        "副处级": Rank.DEPUTY_DIVISION,
        "正處級": Rank.DIVISION,
        "正处级": Rank.DIVISION,
    },
    **{"副廳級": Rank.DEPUTY_BUREAU, "副厅级": Rank.DEPUTY_BUREAU, "正廳級": Rank.BUREAU, "正厅级": Rank.BUREAU},
}
LEADERS = {
    **{leader.value: leader for leader in Leader},
    **{"主要領導": Leader.HEAD, "主要领导": Leader.HEAD, "分管領導": Leader.DEPUTY, "分管领导": Leader.DEPUTY},
    "其他": Leader.OTHER,
}


@dataclass(frozen=True, slots=True)
class CapacityRow:
    number: int
    unit: str  # code
    as_of: date
    capacity: Capacity
    source: str


def check_rows(
    raw_rows: Iterable[RawRow], units: Collection[str], today: date
) -> tuple[list[CapacityRow], list[Fault]]:
    """Good rows and faults, one fault a bad row; a unit that stands there twice for one day is refused in the later.

    Rows that name a unit and a day and nothing else are passed over: so they stand in the file to fill in.
    """
    rows, faults, seen = list[CapacityRow](), list[Fault](), dict[str, int]()
    for raw in raw_rows:
        if not any(raw.values.get(column) for column in CAPACITY.chinese if column not in BEGUN):
            continue
        try:
            row = read_row(raw, units, today)
            once(seen, f"{row.unit} {row.as_of}", raw, "unit")
        except RowRefused as refused:
            faults.append(Fault(raw.number, refused.column, refused.code, refused.value[:80], file="capacity"))
        else:
            rows.append(row)
    return rows, faults


def read_row(raw: RawRow, units: Collection[str], today: date) -> CapacityRow:
    check_length(raw)
    cells = raw.values
    as_of = past_date(cells, "as_of", today)
    if as_of is None:
        raise RowRefused("as_of", "empty")
    capacity = Capacity(
        has_body=_answer(cells, "body"),
        body_name=_text(cells, "body_name"),
        rank=_choice(cells, "rank", RANKS),
        staff=_number(cells, "staff"),
        maintenance=_number(cells, "maintenance"),
        has_leading_group=_answer(cells, "leading_group"),
        led_by=_choice(cells, "led_by", LEADERS),
        has_mandate=_answer(cells, "mandate"),
        has_budget=_answer(cells, "budget"),
    )
    for column, code in capacity.contradictions():
        raise RowRefused(column, code, cells.get(column, ""))
    if capacity.says_nothing:
        raise RowRefused("", "says_nothing")
    source = _text(cells, "source")
    if not source:
        raise RowRefused("source", "empty")
    return CapacityRow(raw.number, known(cells, "unit", units), as_of, capacity, source)


def _answer(cells: Mapping[str, str], column: str) -> bool | None:
    return _choice(cells, column, ANSWERS)


def _choice(cells: Mapping[str, str], column: str, choices: Mapping[str, ChoiceT]) -> ChoiceT | None:
    value = plain({column: cells.get(column, "")}, column).casefold()
    if value in UNKNOWN:
        return None
    if value not in choices:
        raise RowRefused(column, "unknown", value)
    return choices[value]


def _number(cells: Mapping[str, str], column: str) -> int | None:
    value = plain({column: cells.get(column, "")}, column)
    if value in UNKNOWN:
        return None
    if not (value.isascii() and value.isdigit()):
        raise RowRefused(column, "not_a_whole_number", value)
    if len(value) > len(str(MOST_STAFF)) or int(value) > MOST_STAFF:
        raise RowRefused(column, "too_many", value)
    return int(value)


def _text(cells: Mapping[str, str], column: str) -> str:
    value = cells.get(column, "")
    if len(value) > LONGEST_TEXT[column]:
        raise RowRefused(column, "too_long", str(len(value)))
    if value.startswith(FORMULA_STARTS):
        raise RowRefused(column, "formula", value)
    if any(ord(sign) < 32 for sign in value):
        raise RowRefused(column, "hidden_characters")
    return value
