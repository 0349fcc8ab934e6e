"""Everything the lesson page shows, from the edition in memory and one row set of progress."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from lms.people.models import User

from ..domain.engagement import Effort, seconds_missing
from ..domain.self_checks import SelfCheck, from_data
from ..domain.structure import CourseStructure, Lesson
from ..models import LessonProgress
from .progress import Footprints, footprints_of
from .structure import course, rendered_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonState:
    """Where one lesson stands for the reader."""

    is_opened: bool
    is_worked_through: bool
    is_waived: bool  # by a placement, and not worked through all the same
    minutes_left: int
    checks_left: int
    furthest_block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    lesson: Lesson
    url: str  # empty while in preparation
    state: LessonState
    is_current: bool = False

    @property
    def resume_url(self) -> str:
        """Straight to the furthest block."""
        block = self.state.furthest_block
        return f"{self.url}#block-{block}" if block > 1 and not self.state.is_worked_through else self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    course: CourseStructure
    lesson: Lesson
    footprints: Footprints
    checks: Mapping[str, tuple[SelfCheck, int]]  # id → check and its block

    @property
    def progress(self) -> LessonProgress | None:
        return self.footprints.rows.get(self.lesson.key)

    @property
    def state(self) -> LessonState:
        return state_of(self.lesson, self.footprints)

    def check(self, check_id: str) -> SelfCheck | None:
        found = self.checks.get(check_id)
        return found[0] if found else None

    def anchor_of(self, check_id: str) -> str:
        return f"block-{self.checks[check_id][1]}"

    def after(self, progress: LessonProgress) -> "LessonView":
        return replace(
            self, footprints=replace(self.footprints, rows={**self.footprints.rows, self.lesson.key: progress})
        )

    def context(self, *, empty_check: str = "") -> dict[str, Any]:
        entries = outline(self.course, self.footprints, current=self.lesson)
        ready = [entry for entry in entries if entry.url]
        here = next(number for number, entry in enumerate(ready) if entry.is_current)
        return {
            "course": self.course,
            "lesson": self.lesson,
            "parts": list(self._parts(empty_check)),
            "outline": entries,
            "number": here + 1,
            "total": len(ready),
            "previous": ready[here - 1] if here else None,
            "following": ready[here + 1] if here + 1 < len(ready) else None,
            "state": self.state,
            "completion": self.footprints.completion(self.course),
        }

    def check_context(self, check_id: str, *, is_empty: bool = False) -> dict[str, Any]:
        item, block = self.checks[check_id]
        answer = self.progress.answers.get(check_id) if self.progress else None
        return {
            "check": item,
            "block": block,
            "anchor": self.anchor_of(check_id),
            "action": reverse("courses:check", args=[self.course.code, self.lesson.slug]),
            "answer": {"chosen": answer["chosen"], "is_right": answer["right"]} if answer else None,
            "is_explained": answer is not None,
            "is_empty": is_empty,
        }

    def _parts(self, empty_check: str) -> Iterator[dict[str, Any]]:
        for part in rendered_parts(self.lesson.content_hash):
            if "check" not in part:
                yield part
            else:
                check_id = part["check"]["id"]  # type: ignore[index]
                yield self.check_context(check_id, is_empty=check_id == empty_check)


def view_of(user: User, *, code: str, slug: str) -> LessonView | None:
    """None for a lesson that is unknown or still in preparation."""
    found = course(code, get_language() or "en")
    lesson = found.lesson(slug) if found else None
    if found is None or lesson is None or not lesson.has_content:
        return None
    checks = {}
    for part in rendered_parts(lesson.content_hash):
        if "check" in part:
            item = from_data(part["check"])  # type: ignore[arg-type]
            checks[item.id] = (item, int(part["block"]))  # type: ignore[call-overload]
    return LessonView(course=found, lesson=lesson, footprints=footprints_of(user), checks=checks)


def outline(structure: CourseStructure, footprints: Footprints, *, current: Lesson | None = None) -> list[OutlineEntry]:
    return [
        OutlineEntry(
            lesson=lesson,
            url=reverse("courses:lesson", args=[structure.code, lesson.slug]) if lesson.has_content else "",
            state=state_of(lesson, footprints),
            is_current=lesson is current,
        )
        for lesson in structure.lessons
    ]


def state_of(lesson: Lesson, footprints: Footprints) -> LessonState:
    progress = footprints.rows.get(lesson.key)
    seconds = progress.visible_seconds if progress else 0
    answered = progress.answers.keys() if progress else ()
    effort = Effort(visible_seconds=seconds, answered=answered)
    is_worked_through = bool(progress and progress.worked_through_at)
    return LessonState(
        is_opened=progress is not None,
        is_worked_through=is_worked_through,
        is_waived=lesson.key in footprints.waived and not is_worked_through,
        minutes_left=_minutes_left(lesson, effort),
        checks_left=len(lesson.demand.checks - set(answered)),
        furthest_block=progress.furthest_block if progress else 0,
    )


def _minutes_left(lesson: Lesson, effort: Effort) -> int:
    """What remains of the time the author planned, never less than the reading floor still asks for."""
    planned = max(0, lesson.minutes * 60 - effort.visible_seconds)
    return -(-max(planned, seconds_missing(lesson.demand, effort)) // 60)
