"""Lessons that a person may pass over. They are shown as waived, never as done, and prove nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LessonWaiverQuerySet(models.QuerySet["LessonWaiver"]):
    def in_force(self) -> "LessonWaiverQuerySet":
        return self.filter(ended_at=None)


class LessonWaiver(models.Model):
    """Where it came from is an opaque word: the tables of measuring are not read here. Rows are ended, not erased."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_waivers")
    course_code = models.CharField(max_length=8)
    lesson_key = models.UUIDField()  # the same in every language
    source = models.CharField(max_length=60)  # "placement:<public id>"
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # undone, or replaced by a later result

    objects = LessonWaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("waived lesson")
        verbose_name_plural = _("waived lessons")
        indexes = [models.Index(fields=["learner", "course_code"], name="waivers_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "lesson_key"], condition=Q(ended_at=None), name="one_waiver_a_lesson"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_code}"
