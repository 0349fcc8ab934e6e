"""Opening lessons, being present in them, answering their self-checks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from lms.people.models import User

from ..domain.engagement import ANSWER_CAP, BEACON_CAP, Effort, credited_seconds, is_worked_through
from ..domain.self_checks import SelfCheck
from ..domain.structure import Lesson
from ..models import Enrolment, LessonProgress


class Sender(Enum):
    """How an answer came: a script beside it reports presence by beacons, a bare form is itself a sign of it."""

    SCRIPT = "script"
    BARE_FORM = "bare form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Who is in which lesson."""

    learner: User
    course_code: str
    lesson: Lesson


@transaction.atomic
def open_lesson(*, place: Place, at: datetime) -> LessonProgress:
    """The first lesson of a course enrols."""
    Enrolment.objects.bulk_create(
        [Enrolment(learner=place.learner, course_code=place.course_code, enrolled_at=at)], ignore_conflicts=True
    )
    progress, _ = LessonProgress.objects.get_or_create(
        learner=place.learner,
        lesson_key=place.lesson.key,
        defaults={
            "course_code": place.course_code,
            "lesson_slug": place.lesson.slug,
            "opened_at": at,
            "last_seen_at": at,
            "last_sign_at": at,
        },
    )
    return progress


@transaction.atomic
def note_presence(*, place: Place, claimed_seconds: int, furthest_block: int, at: datetime) -> LessonProgress:
    """A beacon of a visible page; time is granted by the server's clock, once for all lessons open at a time."""
    progress, last_sign = _held(place, at)
    progress.visible_seconds += credited_seconds(claimed_seconds, last_sign=last_sign, at=at, cap=BEACON_CAP)
    progress.last_sign_at = at
    progress.furthest_block = max(progress.furthest_block, min(furthest_block, place.lesson.blocks))
    return _keep(progress, place.lesson, at)


@transaction.atomic
def answer_check(
    *, place: Place, check: SelfCheck, chosen: Collection[str], sender: Sender, at: datetime
) -> LessonProgress:
    progress, last_sign = _held(place, at)
    if sender is Sender.BARE_FORM:
        whole_gap = int((at - last_sign).total_seconds())
        progress.visible_seconds += credited_seconds(whole_gap, last_sign=last_sign, at=at, cap=ANSWER_CAP)
        progress.last_sign_at = at
    known = check.known(chosen)
    progress.answers = {**progress.answers, check.id: {"chosen": known, "right": check.mark(known) == 1.0}}
    return _keep(progress, place.lesson, at)


def _held(place: Place, at: datetime) -> tuple[LessonProgress, datetime]:
    """The row of this lesson and the person's last sign of presence in any; all rows locked, in one order."""
    open_lesson(place=place, at=at)
    rows = list(LessonProgress.objects.select_for_update().filter(learner=place.learner).order_by("pk"))
    progress = next(row for row in rows if str(row.lesson_key) == place.lesson.key)
    return progress, max(row.last_sign_at for row in rows)


def _keep(progress: LessonProgress, lesson: Lesson, at: datetime) -> LessonProgress:
    effort = Effort(visible_seconds=progress.visible_seconds, answered=progress.answers.keys())
    if progress.worked_through_at is None and is_worked_through(lesson.demand, effort):
        progress.worked_through_at = at
    progress.last_seen_at = at
    progress.lesson_slug = lesson.slug
    progress.save()
    return progress
