"""Estimated parameters of items: each run is kept, and at most one run of a bank is in force."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .item import ItemBank, ItemVersion


class CalibrationRun(models.Model):
    """One estimation over all items of a bank, proposed by one person and put in force by another.

    Its figures are never rewritten; a new run takes the place of the former one, which stays to be read.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        IN_FORCE = "in_force", _("in force")
        SUPERSEDED = "superseded", _("superseded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="calibration_runs")
    number = models.PositiveIntegerField()  # from 1, in each bank
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    in_force_from = models.DateTimeField(null=True)
    put_in_force_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()  # whose first attempts were counted
    shift = models.FloatField()  # logits added to link the estimates to the common scale
    method = models.TextField()  # how it was computed, for whoever reads it years later

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["bank", "-number"]
        verbose_name = _("calibration run")
        verbose_name_plural = _("calibration runs")
        constraints = [
            models.UniqueConstraint(fields=["bank", "number"], name="calibration_run_number_once_a_bank"),
            models.UniqueConstraint(fields=["bank"], condition=Q(status="in_force"), name="one_run_in_force_a_bank"),
            models.CheckConstraint(
                condition=Q(put_in_force_by=None) | ~Q(put_in_force_by=F("made_by")),
                name="nobody_puts_their_own_run_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force") | Q(put_in_force_by__isnull=False, in_force_from__isnull=False),
                name="a_run_in_force_names_its_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank.code} run {self.number}"


class Calibration(models.Model):
    """The parameters of one item version in one run, on the common scale. Rows are added, never rewritten."""

    class Model(models.TextChoices):
        EXPERT = "expert", _("experts' judgement, moved by the answers so far")
        RASCH = "rasch", _("difficulty estimated")
        TWO_PARAMETER = "two_parameter", _("difficulty and discrimination estimated")

    run = models.ForeignKey(CalibrationRun, on_delete=models.PROTECT, related_name="calibrations")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="calibrations")
    model = models.CharField(max_length=13, choices=Model)
    difficulty = models.FloatField()  # logits
    difficulty_se = models.FloatField()
    discrimination = models.FloatField()
    discrimination_se = models.FloatField(null=True)  # where discrimination was estimated
    difficulty_before = models.FloatField()  # what was used when the run was proposed
    responses = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("calibration")
        verbose_name_plural = _("calibrations")
        constraints = [
            models.UniqueConstraint(fields=["run", "version"], name="calibration_once_a_run"),
            models.CheckConstraint(condition=Q(discrimination__gt=0), name="discrimination_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.version_id}"
