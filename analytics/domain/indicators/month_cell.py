"""A month as people and spreadsheets write it, the year first."""

import re
from collections.abc import Mapping
from datetime import date

from lms.people.domain.cells import RowRefused, plain

EARLIEST_YEAR = 2000
# A spreadsheet makes the first day of a month of it.
MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.]0?1(?:[ T]0?0:00(?::00)?)?)?"
    r"|(?P<month2>[0-9]{2})|年(?P<month3>[0-9]{1,2})月)"
)


def month_in(cells: Mapping[str, str], this_month: date) -> date:
    """Its first day, of the cell "month"; none that is still to come."""
    value = plain(cells, "month")
    if not value:
        raise RowRefused("month", "empty")
    found = MONTH.fullmatch(value)
    if found is None:
        raise RowRefused("month", "not_a_month", value)
    number = int(found["month"] or found["month2"] or found["month3"])
    if not 1 <= number <= 12:
        raise RowRefused("month", "not_a_month", value)
    written = date(int(found["year"]), number, 1) if int(found["year"]) >= EARLIEST_YEAR else None
    if written is None:
        raise RowRefused("month", "too_early", value)
    if written > this_month:
        raise RowRefused("month", "in_the_future", value)
    return written
