"""How far a person is in a course, from the lessons worked through."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    UNTOUCHED = "untouched"
    STARTED = "started"
    WORKED_THROUGH = "worked_through"
    WAIVED = "waived"  # every lesson is worked through or waived, and at least one is waived
    PASSED = "passed"  # everything that closes the course was passed, whatever was read


def is_done(stage: Stage | None) -> bool:
    """Nothing of the course is left to learn: what builds on it is open."""
    return stage in {Stage.WORKED_THROUGH, Stage.WAIVED, Stage.PASSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    engaged: int
    total: int  # lessons that have content; outlines do not count
    stage: Stage
    waived: int = 0  # lessons that a placement lets the person pass over and that were not worked through

    @property
    def share_left(self) -> float:
        """Of the lessons, 0 to 1; all of it where there is none yet."""
        return 1 - (self.engaged + self.waived) / self.total if self.total else 1.0

    @property
    def percent(self) -> int:
        return round(100 * self.engaged / self.total) if self.total else 0


def completion_of(
    lessons: Sequence[str], *, opened: Collection[str], engaged: Collection[str], waived: Collection[str] = ()
) -> Completion:
    """A course without any finished lesson cannot be worked through. What is waived is neither done nor left."""
    done = sum(1 for lesson in lessons if lesson in engaged)
    spared = sum(1 for lesson in lessons if lesson in waived and lesson not in engaged)
    if lessons and done == len(lessons):
        stage = Stage.WORKED_THROUGH
    elif lessons and done + spared == len(lessons):
        stage = Stage.WAIVED
    elif any(lesson in opened for lesson in lessons):
        stage = Stage.STARTED
    else:
        stage = Stage.UNTOUCHED
    return Completion(engaged=done, total=len(lessons), stage=stage, waived=spared)


def next_lesson(lessons: Sequence[str], *, settled: Collection[str], seen: Mapping[str, datetime]) -> str | None:
    """Of those neither worked through nor waived the one read last, else the first."""
    open_lessons = [lesson for lesson in lessons if lesson not in settled]
    begun = [lesson for lesson in open_lessons if lesson in seen]
    return max(begun, key=seen.__getitem__) if begun else next(iter(open_lessons), None)


def prerequisites_met(all_of: Collection[str], any_of: Collection[str], stages: Mapping[str, Stage]) -> bool:
    """Every course of `all_of`, and at least one of `any_of` where it is not empty."""
    return all(is_done(stages.get(code)) for code in all_of) and (
        not any_of or any(is_done(stages.get(code)) for code in any_of)
    )
