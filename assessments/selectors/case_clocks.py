"""What is left on each statutory clock, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.casework.clock import HOUR
from .case_words import CLOCKS


def add_clock_words(clock: dict[str, Any]) -> None:
    """`length` of the bar, `used` of it, and what is left, in the clock's own unit."""
    in_hours = clock["unit"] == "hours"
    clock["in_hours"] = in_hours
    clock["total"] = clock["length"] * HOUR if in_hours else clock["length"]
    clock["used"] = min(clock["elapsed"], clock["total"])
    clock["status_words"] = CLOCKS[clock["status"]]
    clock["left_words"] = _hours_left(clock["left"]) if in_hours else _days_left(clock["left"])


def _hours_left(minutes: int) -> str:
    return _("%(hours)s h %(minutes)02d min left") % {"hours": minutes // HOUR, "minutes": minutes % HOUR}


def _days_left(days: int) -> str:
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}
