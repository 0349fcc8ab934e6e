"""What one person gave a short text, criterion by criterion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .attempt import DrawnItem


class TextMark(models.Model):
    """Added once and never changed. Two are independent of each other; one more settles where these are apart."""

    drawn = models.ForeignKey(DrawnItem, on_delete=models.PROTECT, related_name="text_marks")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField()  # whole numbers, in the order of the criteria
    possible = models.PositiveSmallIntegerField()  # that the criteria shown add up to
    settles = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["drawn", "pk"]
        verbose_name = _("mark of a text")
        verbose_name_plural = _("marks of texts")
        constraints = [
            models.UniqueConstraint(fields=["drawn", "marker"], name="nobody_marks_a_text_twice"),
            models.UniqueConstraint(fields=["drawn"], condition=Q(settles=True), name="a_text_is_settled_once"),
        ]

    def __str__(self) -> str:
        return f"mark of {self.drawn_id}"

    @property
    def total(self) -> int:
        return sum(self.points)
