"""What learners read: a course of one language, resolved when it was published. Never the page tree."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CourseEdition(models.Model):
    """One published state of a course in one language; older ones stay, progress and certificates may point at them."""

    key = models.UUIDField()  # translation key of the course
    code = models.CharField(max_length=8)
    language = models.CharField(max_length=10)
    content_hash = models.CharField(max_length=64)  # of the structure, which names the hashes of its lessons
    structure = models.JSONField()
    is_current = models.BooleanField(default=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["code", "language"], name="editions_of_a_course")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "language"], condition=Q(is_current=True), name="one_current_edition_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.language} {self.content_hash[:8]}"


class RenderedLesson(models.Model):
    """The finished body of a lesson, stored once for each content; self-check keys are data beside the HTML."""

    content_hash = models.CharField(max_length=64, primary_key=True)
    parts = models.JSONField()
    words = models.TextField()  # what a reader meets, without markup, in small letters: what a search looks through

    def __str__(self) -> str:
        return self.content_hash[:8]
