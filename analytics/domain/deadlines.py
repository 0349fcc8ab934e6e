"""What comes due, soonest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

AHEAD = timedelta(days=180)  # further away is not yet a due date


class Matter(StrEnum):
    EXAM_RENEWAL = "exam_renewal"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True, order=True)
class DueDate:
    on: date
    matter: Matter
    subject: str
    url: str = ""

    def is_overdue(self, today: date) -> bool:
        return self.on < today


def coming_up(found: Iterable[DueDate], today: date) -> list[DueDate]:
    """Overdue ones and those of the next half year."""
    return sorted(one for one in found if one.on <= today + AHEAD)
