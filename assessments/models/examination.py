"""What one sits: time, rules, the mix of items and the cut scores."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField

from .item import Cognitive, ItemBank


class Examination(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True)
    title = LocalizedTextField(_("title"))
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="examinations")
    level = models.PositiveSmallIntegerField(_("level it certifies"))
    minutes = models.PositiveSmallIntegerField(_("time limit in minutes"))
    waiting_days = models.PositiveSmallIntegerField(_("days to wait after a failed try"), default=7)
    tries_a_year = models.PositiveSmallIntegerField(_("tries a year"), default=3)
    trial_items = models.PositiveSmallIntegerField(_("items on trial, beside the scored ones"), default=0)
    valid_months = models.PositiveSmallIntegerField(_("months until renewal"), default=24)
    requires_invigilation = models.BooleanField(_("only under invigilation"), default=False)

    class Meta:
        ordering = ["code"]
        verbose_name = _("examination")
        verbose_name_plural = _("examinations")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class BlueprintCell(models.Model):
    """How many items of one competency and cognitive level every candidate gets."""

    examination = models.ForeignKey(Examination, on_delete=models.CASCADE, related_name="blueprint")
    competency = models.ForeignKey("competencies.Competency", on_delete=models.PROTECT, related_name="+")
    cognitive = models.CharField(max_length=8, choices=Cognitive)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["examination", "competency", "cognitive"], name="blueprint_cell_once")
        ]

    def __str__(self) -> str:
        return f"{self.examination.code}: {self.count} × {self.cognitive}"


class CutScore(models.Model):
    """The share of the maximum that a borderline person of a level reaches; a new panel makes a new row.

    Standard error, policy shift and signatories stand in the proposal; a cut without one rests on experts' priors.
    """

    examination = models.ForeignKey(Examination, on_delete=models.CASCADE, related_name="cut_scores")
    level = models.PositiveSmallIntegerField()
    share = models.FloatField()  # 0 to 1
    method = models.CharField(max_length=120)
    effective_from = models.DateField()
    proposal = models.OneToOneField(
        "assessments.CutProposal", null=True, on_delete=models.PROTECT, related_name="cut_score"
    )

    class Meta:
        ordering = ["examination", "-effective_from", "level"]
        constraints = [
            models.UniqueConstraint(fields=["examination", "level", "effective_from"], name="cut_score_once_a_day"),
            models.CheckConstraint(condition=models.Q(share__gt=0, share__lt=1), name="cut_score_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.examination.code} level {self.level}: {self.share:.2f}"
