"""What is known of the services themselves: whoever keeps their figures registers how they are read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from statistics import fmean

from lms.people.access import Scope

ReadRating = Callable[[Scope, datetime], float | None]
ReadVolumes = Callable[[Scope, datetime], Mapping[str, float]]
_ratings: list[ReadRating] = []
_volumes: list[ReadVolumes] = []


def register_rating(read: ReadRating) -> None:
    """`read` tells from 0 (bad) to 1 (good) how citizens found the services in reach then; None is unknown."""
    _ratings.append(read)


def register_volumes(read: ReadVolumes) -> None:
    """`read` tells by path of a unit how many cases a month it had then; units it does not know are missing."""
    _volumes.append(read)


def citizen_side(scope: Scope, at: datetime) -> float | None:
    """The mean of what is known; None while nobody knows anything."""
    known = [value for value in (read(scope, at) for read in _ratings) if value is not None]
    return fmean(known) if known else None


def volumes(scope: Scope, at: datetime) -> dict[str, float]:
    """Empty while nobody knows any."""
    return {path: cases for read in _volumes for path, cases in read(scope, at).items()}
