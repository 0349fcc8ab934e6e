"""The days on which months and quarters begin and end."""

from datetime import date, timedelta

MONTHS_A_QUARTER = 3


def quarter_ends(today: date, quarters: int) -> list[date]:
    """The last days of that many whole quarters before today, earliest first."""
    first_month = (today.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1
    start = date(today.year, first_month, 1)
    ends = []
    for _ in range(quarters):
        end = start - timedelta(days=1)
        ends.append(end)
        start = date(end.year, end.month - MONTHS_A_QUARTER + 1, 1)
    return ends[::-1]


def next_start(today: date, months: int) -> date:
    """The first day of the next month (1) or quarter (3) after today."""
    whole = (today.month - 1) // months * months + months
    return date(today.year + whole // 12, whole % 12 + 1, 1)
