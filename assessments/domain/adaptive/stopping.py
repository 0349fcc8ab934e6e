"""When one block of a placement has asked enough."""

from enum import StrEnum

PRECISE = 0.40  # standard error, levels
SHORTEST, LONGEST = 8, 25  # items of one block


class Stop(StrEnum):
    PRECISE = "precise"  # the estimate is as sure as it needs to be
    LONGEST = "longest"  # as many tasks as anybody is asked
    EXHAUSTED = "exhausted"  # no task left that may be asked
    ENDED = "ended"  # the person ended it


def reason_to_stop(answered: int, se: float) -> Stop | None:
    if answered >= LONGEST:
        return Stop.LONGEST
    return Stop.PRECISE if answered >= SHORTEST and se <= PRECISE else None


def progress(answered: int, se: float) -> float:
    """How much of a block is done, 0 to 1: by length or by precision gained, whichever is further on."""
    gained = (1 / se**2 - 1) / (1 / PRECISE**2 - 1)
    return min(1.0, max(answered / (LONGEST - 1), gained, 0.0))
