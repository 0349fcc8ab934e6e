"""A learner's place in a course and what they have shown in its lessons."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Enrolment(models.Model):
    """Written when the first lesson is opened."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course_code = models.CharField(max_length=8)
    enrolled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [models.UniqueConstraint(fields=["learner", "course_code"], name="enrolled_once")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.course_code}"


class LessonProgress(models.Model):
    """Evidence of engagement, not of mastery; kept across languages and editions by the lesson's key."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress")
    course_code = models.CharField(max_length=8)
    lesson_key = models.UUIDField()
    lesson_slug = models.SlugField(max_length=255)
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    last_sign_at = models.DateTimeField()  # of presence; credited time is counted from here
    visible_seconds = models.PositiveIntegerField(default=0)
    furthest_block = models.PositiveSmallIntegerField(default=0)
    answers = models.JSONField(default=dict)  # {self-check id: {"chosen": ["b"], "right": false}}, the latest
    worked_through_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("progress in a lesson")
        verbose_name_plural = _("progress in lessons")
        indexes = [models.Index(fields=["learner", "course_code"], name="progress_of_a_person")]
        constraints = [models.UniqueConstraint(fields=["learner", "lesson_key"], name="one_progress_a_lesson")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.lesson_slug}"
