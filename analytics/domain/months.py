"""Months ahead, and what falls into each."""

from collections.abc import Sequence
from datetime import date

DECEMBER = 12


def months_after(day: date, count: int) -> list[date]:
    """First days of the months that follow the one of `day`."""
    found = []
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == DECEMBER else (year, month + 1)
        found.append(date(year, month, 1))
    return found


def steps_of(running: Sequence[int]) -> list[int]:
    """What each month adds to running totals."""
    return [total - before for before, total in zip([0, *running], running, strict=False)]


def summed(parts: Sequence[Sequence[int]]) -> list[int]:
    """Place by place; nothing for no parts."""
    return [sum(ones) for ones in zip(*parts, strict=True)]


def runs(marked: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last place of each unbroken run of what is marked."""
    found: list[tuple[int, int]] = []
    for place, is_marked in enumerate(marked):
        if is_marked and found and found[-1][1] == place - 1:
            found[-1] = found[-1][0], place
        elif is_marked:
            found.append((place, place))
    return found
