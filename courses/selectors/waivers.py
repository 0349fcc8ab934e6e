"""What a placement would change for a person's path: shown before anything happens, and again when it is used."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from assessments.selectors.levels import standing_of
from assessments.selectors.placements import Outcome, outcome_of
from lms.lib.canonical import digest
from lms.people.models import User

from ..domain.structure import CourseStructure, Lesson
from ..domain.waiving import waivable
from ..models import LessonWaiver
from .pathway import NextStep, steps_from
from .progress import Footprints, footprints_with_passes
from .structure import all_courses, current_editions

STEPS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WaivedCourse:
    """A course with the lessons that would be, or are, waived."""

    code: str
    title: str
    url: str
    lessons: list[Lesson]
    lessons_left: int
    minutes: int  # of the waived lessons
    closes_with_evidence: bool  # an examination or case remains


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverPlan:
    """Before and after. `fingerprint` names exactly this set of lessons."""

    outcome: Outcome
    courses: list[WaivedCourse]
    steps_before: list[NextStep]
    steps_after: list[NextStep]
    fingerprint: str
    is_in_force: bool  # this result is used already
    replaces_another: bool  # a former result is in use

    @property
    def lesson_count(self) -> int:
        return sum(len(course.lessons) for course in self.courses)

    @property
    def hours(self) -> float:
        return sum(course.minutes for course in self.courses) / 60


def source_of(public_id: UUID) -> str:
    return f"placement:{public_id}"


def plan_of(user: User, public_id: UUID) -> WaiverPlan | None:
    """None without such a finished placement of this person's own."""
    outcome = outcome_of(user, public_id)
    if outcome is None:
        return None
    structures = all_courses(get_language() or "en", current=current_editions())
    footprints = footprints_with_passes(user)
    held = set(LessonWaiver.objects.in_force().filter(learner=user).values_list("source", flat=True))
    is_in_force = source_of(public_id) in held
    bare = replace(footprints, waived=frozenset())
    lessons = _kept(structures, footprints) if is_in_force else _found(structures, bare, outcome)
    eased = replace(footprints, waived=frozenset(one.key for ones in lessons.values() for one in ones))
    standings = standing_of(user)
    return WaiverPlan(
        outcome=outcome,
        courses=[_course(structures[code], ones, eased) for code, ones in lessons.items()],
        steps_before=steps_from(standings, structures, bare if is_in_force else footprints)[:STEPS_SHOWN],
        steps_after=steps_from(standings, structures, eased)[:STEPS_SHOWN],
        fingerprint=digest(sorted(eased.waived)),
        is_in_force=is_in_force,
        replaces_another=bool(held) and not is_in_force,
    )


def _found(
    structures: Mapping[str, CourseStructure], footprints: Footprints, outcome: Outcome
) -> dict[str, list[Lesson]]:
    found = {
        code: waivable(structure, outcome.readings, engaged=footprints.engaged)
        for code, structure in structures.items()
    }
    return {code: lessons for code, lessons in found.items() if lessons}


def _kept(structures: Mapping[str, CourseStructure], footprints: Footprints) -> dict[str, list[Lesson]]:
    kept = {
        code: [lesson for lesson in structure.ready_lessons if lesson.key in footprints.waived - footprints.engaged]
        for code, structure in structures.items()
    }
    return {code: lessons for code, lessons in kept.items() if lessons}


def _course(structure: CourseStructure, lessons: list[Lesson], footprints: Footprints) -> WaivedCourse:
    completion = footprints.completion(structure)
    return WaivedCourse(
        code=structure.code,
        title=structure.title,
        url=reverse("courses:course", args=[structure.code]),
        lessons=lessons,
        lessons_left=completion.total - completion.engaged - completion.waived,
        minutes=sum(lesson.minutes for lesson in lessons),
        closes_with_evidence=bool(structure.examination_code or structure.scenario_code),
    )
