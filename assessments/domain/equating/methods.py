"""Which way of equating so many answers can carry (design: domain.md 5.7)."""

from enum import StrEnum

from ..statistics.intervals import ANSWERS_TO_ACT, ANSWERS_TO_SHOW


class Method(StrEnum):
    IDENTITY = "identity"  # every point counts as it is
    CIRCLE_ARC = "circle_arc"
    RASCH = "rasch"


def method_for(people: int, reference_people: int) -> Method:
    """By the smaller of the two groups."""
    fewest = min(people, reference_people)
    if fewest < ANSWERS_TO_SHOW:
        return Method.IDENTITY
    return Method.CIRCLE_ARC if fewest < ANSWERS_TO_ACT else Method.RASCH
