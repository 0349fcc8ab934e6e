"""What is granted to candidates, and what waits for a second person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from lms.people.models import User

from ..models import Accommodation

Status = Accommodation.Status
OVER_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The best of what is in force for one person on one day."""

    time_percent: int = 100
    rest_minutes: int = 0
    larger_print: bool = False

    @property
    def is_something(self) -> bool:
        return self != Granted()

    def time_for(self, minutes: int) -> timedelta:
        return timedelta(minutes=minutes * self.time_percent / 100)

    def on_attempt(self) -> dict[str, Any]:
        """The fields of an attempt that keep it."""
        return {
            "time_percent": self.time_percent,
            "rest_seconds": self.rest_minutes * 60,
            "larger_print": self.larger_print,
            "counts_for_time_norms": not self.is_something,
        }


def granted_to(learner: User, on: date) -> Granted:
    rows = list(in_force(learner, on))
    return Granted(
        time_percent=max((one.time_percent for one in rows), default=100),
        rest_minutes=max((one.rest_minutes for one in rows), default=0),
        larger_print=any(one.larger_print for one in rows),
    )


def in_force(learner: User, on: date) -> QuerySet[Accommodation]:
    return Accommodation.objects.filter(learner=learner, status=Status.APPROVED, starts_on__lte=on, ends_on__gte=on)


def listed(accommodations: QuerySet[Accommodation], on: date) -> list[tuple[str, list[Accommodation]]]:
    """("waiting", …), ("in_force", …), ("over", …) of those that a reader may see, latest first."""
    rows = accommodations.select_related("learner", "asked_by", "decided_by")
    current = Q(status=Status.APPROVED, ends_on__gte=on)
    waiting = Q(status=Status.WAITING)
    return [
        ("waiting", list(rows.filter(waiting))),
        ("in_force", list(rows.filter(current).order_by("ends_on", "pk"))),
        ("over", list(rows.exclude(current).exclude(waiting)[:OVER_SHOWN])),
    ]
