"""The choices that a report puts before its reader: two or three, the last of them always to do nothing now."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LETTERS = "ABC"


class Course(StrEnum):
    """A course of action."""

    ALL = "all"  # act on every gap named
    SOME = "some"  # act on the first of them only
    ASSESS = "assess"  # find out what is unknown
    ASSESS_FIRST = "assess_first"  # find out the first unknown only
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Choice:
    letter: str
    course: Course
    gaps: tuple[int, ...] = ()  # places in the report's list


def choices(is_critical: Sequence[bool], unknown: int) -> list[Choice]:
    """`is_critical` tells of each gap named whether it is a critical one; `unknown` counts what is not known."""
    courses = _courses(is_critical, unknown)
    return [Choice(letter, *course) for letter, course in zip(LETTERS, courses, strict=False)]


def _courses(is_critical: Sequence[bool], unknown: int) -> list[tuple[Course, tuple[int, ...]]]:
    nothing: tuple[Course, tuple[int, ...]] = (Course.NOTHING, ())
    everything = tuple(range(len(is_critical)))
    if len(everything) > 1:
        return [(Course.ALL, everything), (Course.SOME, _first(is_critical)), nothing]
    if everything:
        return [(Course.ALL, everything), *([(Course.ASSESS, ())] if unknown else []), nothing]
    if unknown:
        return [(Course.ASSESS, ()), *([(Course.ASSESS_FIRST, ())] if unknown > 1 else []), nothing]
    return []


def _first(is_critical: Sequence[bool]) -> tuple[int, ...]:
    """The critical ones where there are others; else the first half."""
    critical = tuple(place for place, one in enumerate(is_critical) if one)
    if 0 < len(critical) < len(is_critical):
        return critical
    return tuple(range((len(is_critical) + 1) // 2))
