"""Invented figures of the service for a demonstration: always the same, with seasons and a way of each unit.

Trained units get somewhat better from the month after their training: so that the pages have something to show, and
their caveats something to be careful about. Nothing here says anything of a real office.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import pi, sin

from .series import month_after, months_from

Row = tuple[str, str, str, str, str]  # unit, month, indicator, numerator, denominator

HEAD: Row = ("org_unit", "month", "indicator", "numerator", "denominator")
CASES_A_PERSON = 14
GAIN = {"processing_time": -0.10, "rework": -0.18, "overdue": -0.15, "complaints": -0.06, "rating": 0.02}
NOISE = {"processing_time": 0.04, "rework": 0.05, "overdue": 0.06, "complaints": 0.15, "rating": 0.012}
USUAL = {"processing_time": 6.5, "rework": 0.11, "overdue": 0.07, "complaints": 0.009, "rating": 4.05}


def invented(
    staff: Mapping[str, int], trained: Mapping[str, date], months: Sequence[date], seed: int = 20261128
) -> Iterator[Row]:
    """`staff` is people by unit; `trained` the month from which a unit counts as trained."""
    yield HEAD
    for unit, people in sorted(staff.items()):
        draw = random.Random(f"{seed} {unit}")  # noqa: S311  (figures of a demonstration)
        own = {code: draw.uniform(0.8, 1.25) for code in USUAL}
        for place, month in enumerate(months):
            cases = max(20, round(people * CASES_A_PERSON * draw.uniform(0.85, 1.15)))
            season = 1 + 0.06 * sin(2 * pi * month.month / 12) - 0.001 * place
            for code, usual in USUAL.items():
                since = months_from(trained[unit], month) if unit in trained else 0
                gain = GAIN[code] * min(max(since, 0), 3) / 3
                level = usual * _own(own[code], code) * _season(season, code) * (1 + gain) * draw.gauss(1, NOISE[code])
                yield _row(unit, month, code, level=level, cases=cases)


def months_until(last: date, count: int) -> list[date]:
    return [month_after(last, step - count + 1) for step in range(count)]


def _own(factor: float, code: str) -> float:
    return 1 + (factor - 1) / 8 if code == "rating" else factor


def _season(season: float, code: str) -> float:
    return 2 - season if code == "rating" and season > 1 else season if code != "rating" else 1.0


def _row(unit: str, month: date, code: str, *, level: float, cases: int) -> Row:
    denominator = max(10, cases // 4) if code == "rating" else cases
    if code == "rating":
        level = min(max(level, 1.0), 5.0)
    numerator = min(round(level * denominator), denominator) if code in {"rework", "overdue"} else level * denominator
    return unit, f"{month:%Y-%m}", code, f"{numerator:.0f}", str(denominator)
