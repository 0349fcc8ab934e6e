"""What citizens say of the services of units: whoever keeps such figures registers how they are read."""

from collections.abc import Callable
from datetime import datetime
from statistics import fmean

from lms.people.access import Scope

Reader = Callable[[Scope, datetime], float | None]
_readers: list[Reader] = []


def register(read: Reader) -> None:
    """`read` tells from 0 (bad) to 1 (good) how the services of the units in reach stood then; None is unknown."""
    _readers.append(read)


def citizen_side(scope: Scope, at: datetime) -> float | None:
    """The mean of what is known; None while nobody knows anything."""
    known = [value for value in (read(scope, at) for read in _readers) if value is not None]
    return fmean(known) if known else None
