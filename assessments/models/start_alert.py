"""What kept people from starting an examination, until somebody of its bank has seen to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .examination import Examination


class StartAlert(models.Model):
    """One row an examination and reason; it names nobody who was refused."""

    class Reason(models.TextChoices):
        NO_FORM = "no_form", _("no form in use is new to the candidate")
        NOT_READY = "not_ready", _("items or a cut score are missing")

    examination = models.ForeignKey(Examination, on_delete=models.CASCADE, related_name="alerts")
    reason = models.CharField(max_length=10, choices=Reason)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    refusals = models.PositiveIntegerField(default=1)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-last_at"]
        verbose_name = _("refused start")
        verbose_name_plural = _("refused starts")
        constraints = [models.UniqueConstraint(fields=["examination", "reason"], name="start_alert_once")]

    def __str__(self) -> str:
        return f"{self.examination_id}: {self.reason}"
