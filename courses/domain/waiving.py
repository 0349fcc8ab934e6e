"""Which lessons a placement lets a person pass over."""

from collections.abc import Collection, Mapping

from assessments.domain.adaptive.outcome import Reading
from assessments.domain.levels import PLANNING

from .structure import CourseStructure, Lesson

CERTAINTY = PLANNING  # how sure it must be that what a lesson leads to is mastered already


def waivable(course: CourseStructure, readings: Mapping[str, Reading], *, engaged: Collection[str]) -> list[Lesson]:
    """Lessons with content, not yet worked through, that would teach nothing new.

    `readings`: competency → reading, of those that say enough. A lesson is passed over when every competency that it
    teaches and the placement asked about reaches the level that the course leads to; the first one named, its main
    one, must be among them. What was not asked about, such as an area that the post does not need, stands in no way.
    """
    return [
        lesson
        for lesson in course.ready_lessons
        if lesson.key not in engaged and _is_mastered(lesson, course.claim_levels, readings)
    ]


def _is_mastered(lesson: Lesson, claims: Mapping[str, int], readings: Mapping[str, Reading]) -> bool:
    taught = [(code, claims.get(code, claims.get("*"))) for code in lesson.competencies]
    claimed = [(code, level) for code, level in taught if level is not None]
    return (
        bool(claimed)
        and claimed[0][0] in readings
        and all(readings[code].probability(level) >= CERTAINTY for code, level in claimed if code in readings)
    )
