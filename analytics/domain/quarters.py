"""The days on which a quarter ends."""

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
