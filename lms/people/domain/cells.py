"""What one cell of a personnel file must hold to be believed."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal

from lms.lib.spreadsheet import FORMULA_STARTS

LONGEST_NAME = 120
EMPLOYEE_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
LONGEST_ADDRESS = 254
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# Letters and signs by their category, yet nothing is to be seen of them.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
EARLIEST = date(1900, 1, 1)
NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,6})?|\.\d{1,6}")
# Year first, so that no reader can take the day for the month; a spreadsheet adds midnight of its own accord.
DATE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|(?P<month2>[0-9]{2})(?P<day2>[0-9]{2})"
    r"|年(?P<month3>[0-9]{1,2})月(?P<day3>[0-9]{1,2})日)"
    r"(?:[ T]0?0:00(?::00)?)?"
)


class RowRefused(Exception):
    """The column, a code that the interface puts in words, and what stood there."""

    def __init__(self, column: str, code: str, value: str = "") -> None:
        self.column, self.code, self.value = column, code, value
        super().__init__(code)


def plain(cells: Mapping[str, str], column: str) -> str:
    """Full-width digits and letters are the same to the person who typed them."""
    return unicodedata.normalize("NFKC", cells[column]).strip()


def matching(cells: Mapping[str, str], column: str, pattern: re.Pattern[str]) -> str:
    value = plain(cells, column)
    if not value:
        raise RowRefused(column, "empty")
    if not pattern.fullmatch(value):
        raise RowRefused(column, "malformed", value)
    return value


def address(cells: Mapping[str, str], column: str, is_address: Callable[[str], bool]) -> str:
    """`is_address` knows the fine print of addresses; a mailbox that starts a formula is no use in any list."""
    found = matching(cells, column, EMAIL).casefold()
    if found.startswith(FORMULA_STARTS):
        raise RowRefused(column, "formula", found)
    if len(found) > LONGEST_ADDRESS or not is_address(found):
        raise RowRefused(column, "malformed", found)
    return found


def known(cells: Mapping[str, str], column: str, choices: Collection[str]) -> str:
    value = plain(cells, column)
    if not value:
        raise RowRefused(column, "empty")
    if value not in choices:
        raise RowRefused(column, "unknown", value)
    return value


def name(cells: Mapping[str, str], column: str) -> str:
    """A name of a person or a unit that looks on every screen and in every spreadsheet like what it is."""
    found = cells[column]
    if not found:
        raise RowRefused(column, "empty")
    if len(found) > LONGEST_NAME:
        raise RowRefused(column, "too_long", str(len(found)))
    categories = {unicodedata.category(sign) for sign in found}
    if not categories.isdisjoint(HIDDEN) or not FILLERS.isdisjoint(found):
        raise RowRefused(column, "hidden_characters")
    if found.startswith(FORMULA_STARTS):
        raise RowRefused(column, "formula", found)
    if "<" in found or ">" in found:
        raise RowRefused(column, "markup", found)
    if not any(category[0] in "LN" for category in categories):
        raise RowRefused(column, "no_letter", found)
    return found


def past_date(cells: Mapping[str, str], column: str, today: date) -> date | None:
    """None for an empty cell; nobody who works was born or hired before 1900."""
    value = plain(cells, column)
    if not value:
        return None
    found = DATE.fullmatch(value)
    if found is None:
        raise RowRefused(column, "not_a_date", value)
    year, month, day = (int(part) for key, part in found.groupdict().items() if part and key != "sign")
    try:
        written = date(year, month, day)
    except ValueError as error:
        raise RowRefused(column, "no_such_date", value) from error
    if written > today:
        raise RowRefused(column, "in_the_future", value)
    if written < EARLIEST:
        raise RowRefused(column, "too_early", value)
    return written


def share(cells: Mapping[str, str], column: str) -> Decimal:
    """A share of a full post."""
    value = plain(cells, column)
    if not value:
        raise RowRefused(column, "empty")
    if not NUMBER.fullmatch(value):
        raise RowRefused(column, "not_a_number", value)
    found = Decimal(value).quantize(Decimal("0.01"))
    if not 0 < found <= 1:
        raise RowRefused(column, "not_a_share", value)
    return found
