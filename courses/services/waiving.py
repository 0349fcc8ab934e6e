"""Using a placement and undoing it. What was worked through stays so; no level and no certificate is touched."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessments.services.locks import hold
from lms.base.audit import record
from lms.people.models import User

from ..models import LessonWaiver
from ..selectors.waivers import WaiverPlan, plan_of, source_of


class PlanChanged(Exception):
    """Courses or progress changed since the preview: what would be waived is no longer what was shown."""


@transaction.atomic
def use_placement(*, learner: User, public_id: UUID, fingerprint: str, at: datetime) -> WaiverPlan | None:
    """Waive what the preview showed; a former result ends. Used twice, it changes nothing. None without such a result.

    Raises PlanChanged.
    """
    hold(learner.pk)
    plan = plan_of(learner, public_id)
    if plan is None or plan.is_in_force:
        return plan
    if plan.fingerprint != fingerprint:
        raise PlanChanged
    LessonWaiver.objects.in_force().filter(learner=learner).update(ended_at=at)
    LessonWaiver.objects.bulk_create(
        LessonWaiver(
            learner=learner,
            course_code=course.code,
            lesson_key=lesson.key,
            source=source_of(public_id),
            granted_at=at,
        )
        for course in plan.courses
        for lesson in course.lessons
    )
    record(learner, "lessons.waived", None, source=source_of(public_id), lessons=plan.lesson_count)
    return plan


@transaction.atomic
def undo_placement(*, learner: User, public_id: UUID, at: datetime) -> int:
    """End the waivers of this result; returns how many there were."""
    hold(learner.pk)
    held = LessonWaiver.objects.in_force().filter(learner=learner, source=source_of(public_id))
    count = held.update(ended_at=at)
    if count:
        record(learner, "lessons.waivers_undone", None, source=source_of(public_id), lessons=count)
    return count
