"""How far a person is, by course and by lesson."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from assessments.selectors.results import passed_cases, passed_exams
from lms.people.models import User

from ..domain.completion import Completion, Stage, completion_of, next_lesson
from ..domain.structure import CourseStructure
from ..models import LessonProgress, LessonWaiver


@dataclass(frozen=True, slots=True)
class Footprints:
    """What a person has opened and worked through, and what is waived for them, by lesson key."""

    rows: Mapping[str, LessonProgress]
    passed: Mapping[str, datetime]  # examination or case → when
    waived: frozenset[str] = frozenset()

    @property
    def opened(self) -> frozenset[str]:
        return frozenset(self.rows)

    @property
    def engaged(self) -> frozenset[str]:
        return frozenset(key for key, row in self.rows.items() if row.worked_through_at)

    def upcoming(self, structure: CourseStructure) -> str | None:
        """Key of the lesson to go on with."""
        seen = {key: row.last_seen_at for key, row in self.rows.items()}
        return next_lesson(
            [lesson.key for lesson in structure.ready_lessons], settled=self.engaged | self.waived, seen=seen
        )

    def completion(self, structure: CourseStructure) -> Completion:
        keys = [lesson.key for lesson in structure.ready_lessons]
        found = completion_of(keys, opened=self.opened, engaged=self.engaged, waived=self.waived)
        closing = {code for code in (structure.examination_code, structure.scenario_code) if code}
        return replace(found, stage=Stage.PASSED) if closing and closing <= self.passed.keys() else found


def footprints_of(user: User, *, passed: Mapping[str, datetime] = MappingProxyType({})) -> Footprints:
    """Two queries."""
    rows = LessonProgress.objects.filter(learner=user)
    waived = LessonWaiver.objects.in_force().filter(learner=user).values_list("lesson_key", flat=True)
    return Footprints({str(row.lesson_key): row for row in rows}, passed, frozenset(map(str, waived)))


def footprints_with_passes(user: User) -> Footprints:
    """Four queries: what was opened, what is waived, and which examinations and cases were passed."""
    exams = {one.code: one.closed_at for one in passed_exams([user.pk])}
    cases = {one.code: one.finished_at for one in passed_cases([user.pk])}
    return footprints_of(user, passed={**exams, **cases})
