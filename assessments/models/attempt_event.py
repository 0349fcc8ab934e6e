"""What happened to one sitting beside its answers. Rows are added, never changed (a trigger refuses it)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .attempt import Attempt


class AttemptEvent(models.Model):
    class Kind(models.TextChoices):
        TAKEN_OVER = "taken_over", _("continued on another device")
        REST_BEGUN = "rest_begun", _("break begun")
        REST_ENDED = "rest_ended", _("break ended")
        PAUSED = "paused", _("paused")
        RESUMED = "resumed", _("resumed")
        EXTENDED = "extended", _("minutes added")
        ENDED = "ended", _("ended by the invigilator")
        HAND_RAISED = "hand_raised", _("invigilator called")
        HAND_LOWERED = "hand_lowered", _("call answered")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(max_length=1000, blank=True)
    minutes = models.FloatField(null=True)  # by which the clock stood still or the time was extended

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of an attempt")
        verbose_name_plural = _("events of attempts")
        indexes = [models.Index(fields=["attempt", "at"], name="events_of_an_attempt")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"
