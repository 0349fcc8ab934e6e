"""Raters who grade whole runs of a simulated case without knowing their scores, so that its pass mark can be judged."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .case import CaseRun, ScenarioVersion


class ScenarioPanel(models.Model):
    """The runs of one version of a scenario, as they stood when the panel was convened."""

    class Status(models.TextChoices):
        RATING = "rating", _("being graded")
        CLOSED = "closed", _("closed")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="panels")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RATING)
    convener = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("panel of raters")
        verbose_name_plural = _("panels of raters")
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(status="rating"), name="one_open_panel_a_scenario_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.created_at:%Y-%m-%d}"


class PanelRun(models.Model):
    """A finished examination run under the number that stands for its candidate."""

    panel = models.ForeignKey(ScenarioPanel, on_delete=models.CASCADE, related_name="runs")
    position = models.PositiveSmallIntegerField()  # from 1, in an order that tells nothing
    run = models.ForeignKey(CaseRun, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "position"], name="panel_run_position_once"),
            models.UniqueConstraint(fields=["panel", "run"], name="panel_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}/{self.position}"


class Rater(models.Model):
    panel = models.ForeignKey(ScenarioPanel, on_delete=models.CASCADE, related_name="raters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="raterships")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rater")
        verbose_name_plural = _("raters")
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="rater_once_a_panel")]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.user_id}"


class GlobalRating(models.Model):
    """How well the case was served on the whole, in the eyes of one rater."""

    class Grade(models.IntegerChoices):
        FAILED = 1, _("clearly not good enough")
        BORDERLINE = 2, _("on the border")
        SATISFACTORY = 3, _("satisfactory")
        GOOD = 4, _("good")
        EXCELLENT = 5, _("excellent")

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ratings")
    run = models.ForeignKey(PanelRun, on_delete=models.CASCADE, related_name="ratings")
    grade = models.PositiveSmallIntegerField(choices=Grade)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rater", "run"], name="run_graded_once_a_rater"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="grade_from_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.rater_id}/{self.run_id}"
