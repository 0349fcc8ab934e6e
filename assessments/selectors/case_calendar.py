"""The calendar of the desk: working days, and what falls due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ..domain.casework.clock import OfficeHours

WEEK = 7  # days
MOST_WEEKS = 8  # shown at once; what falls due later stands in the list alone


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is to be done, as far as the officer knows."""

    date: date
    words: str
    time: str = ""
    status: str = ""  # of a statutory clock


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    is_working: bool
    is_past: bool
    is_today: bool
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    weeks: tuple[tuple[Day, ...], ...]
    dues: tuple[Due, ...]  # earliest first


def calendar_of(shown: Mapping[str, Any], hours: OfficeHours) -> Calendar:
    """From the present week to the last day on which something falls due."""
    today: date = shown["clock"]["date"]
    dues = tuple(sorted([*_clocks_due(shown), *_replies_due(shown)], key=lambda due: (due.date, due.time)))
    first = today - timedelta(days=today.weekday())
    last = max([today + timedelta(days=WEEK), *(due.date for due in dues)])
    count = min((last - first).days // WEEK + 1, MOST_WEEKS)
    days = [first + timedelta(days=offset) for offset in range(count * WEEK)]
    shown_days = [
        Day(
            date=day,
            is_working=hours.calendar.is_working(day),
            is_past=day < today,
            is_today=day == today,
            dues=tuple(due for due in dues if due.date == day),
        )
        for day in days
    ]
    return Calendar(tuple(tuple(shown_days[n : n + WEEK]) for n in range(0, len(days), WEEK)), dues)


def _clocks_due(shown: Mapping[str, Any]) -> list[Due]:
    return [
        Due(clock["due"], clock["name"], clock["due_time"], clock["status"])
        for clock in shown["clock"]["statutory"]
        if clock["status"] in ("running", "expired")
    ]


def _replies_due(shown: Mapping[str, Any]) -> list[Due]:
    """The dates that the officer's own letters set; each field's latest letter counts."""
    dues = []
    for form in shown["forms"]:
        dates = [field for field in form["fields"] if field["kind"] == "date"]
        for field in dates if form["sent"] else ():
            given = form["sent"][-1]["values"].get(field["id"])
            if given:
                words = _("%(field)s (%(letter)s)") % {"field": field["label"], "letter": form["title"]}
                dues.append(Due(date.fromisoformat(given), words))
    return dues
