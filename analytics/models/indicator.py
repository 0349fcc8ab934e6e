"""Figures of the service itself, month by month. They count cases, never people."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField

from ..domain.indicators.meaning import Meaning, Measure
from .frozen import FrozenModel


class ServiceIndicator(models.Model):
    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = LocalizedTextField(_("name"))
    definition = LocalizedTextField()
    unit_of_measure = LocalizedTextField()
    numerator = LocalizedTextField()  # what is summed, in words
    denominator = LocalizedTextField()
    measure = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Measure])
    higher_is_better = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("service indicator")
        verbose_name_plural = _("service indicators")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def meaning(self) -> Meaning:
        return Meaning(self.code, Measure(self.measure), self.higher_is_better)


class IndicatorBatch(models.Model):
    """An import, kept so that it can be shown and undone."""

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(_("encoding"), max_length=20)
    content = models.BinaryField(default=b"")  # until it is applied or discarded
    plan = models.BinaryField(default=b"")  # domain.indicators.plan.Plan.packed()
    fingerprint = models.CharField(max_length=64)  # of the plan last looked at
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREVIEWED)
    faults = models.JSONField(default=list)  # lms.people.domain.roster_rows.Fault.as_record()
    counts = models.JSONField(default=dict)
    scope_paths = models.JSONField(default=list)  # of its importer; an empty path, of the command line, means all
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    LARGE: ClassVar = ("content", "plan", "faults")  # nothing for a list

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import of service figures")
        verbose_name_plural = _("imports of service figures")

    def __str__(self) -> str:
        return self.name


class IndicatorValue(FrozenModel):
    """What one import said of one month: never overwritten. The latest import that was in force at a moment counts."""

    batch = models.ForeignKey(IndicatorBatch, on_delete=models.PROTECT, related_name="values")
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(ServiceIndicator, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    numerator = models.FloatField()
    denominator = models.FloatField()

    class Meta:
        ordering = ["month", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "unit", "indicator", "month"], name="service_figure_once_a_batch"),
            models.CheckConstraint(condition=Q(numerator__gte=0, denominator__gte=0), name="service_figure_counts"),
        ]
        indexes = [models.Index(fields=["indicator", "unit", "month"], name="service_figures_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator_id} {self.month:%Y-%m}"
