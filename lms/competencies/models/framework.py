"""What one can be able to do, and how far (CASE: CFDocument, CFItem, rubric levels)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class Framework(models.Model):
    code = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    name = LocalizedTextField(_("name"))
    is_current = models.BooleanField(default=False)
    revised_at = models.DateTimeField(auto_now=True)  # touched by every edit below: what memory copies are keyed by

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="framework_version_once"),
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="one_current_framework"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class CompetencyArea(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=4)
    name = LocalizedTextField(_("name"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="area_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Competency(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="competencies")
    area = models.ForeignKey(CompetencyArea, on_delete=models.CASCADE, related_name="competencies")
    code = models.CharField(max_length=8)
    name = LocalizedTextField(_("name"))
    description = LocalizedTextField(_("description"))
    position = models.PositiveSmallIntegerField()
    half_life_months = models.PositiveSmallIntegerField(
        _("half-life in months"),
        default=24,
        help_text=_("Age at which the variance of a piece of evidence has doubled."),
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="competency_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProficiencyLevel(models.Model):
    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    ordinal = models.PositiveSmallIntegerField()
    name = LocalizedTextField(_("name"))
    autonomy = LocalizedTextField(_("autonomy"))
    difficulty = LocalizedTextField(_("difficulty of cases"))
    evidence = LocalizedTextField(_("evidence normally needed"))

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["framework", "ordinal"], name="level_ordinal_once")]

    def __str__(self) -> str:
        return f"{self.ordinal} {self.name}"


class LevelIndicator(models.Model):
    """What somebody at this level of this competency can be seen to do."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="indicators")
    ordinal = models.PositiveSmallIntegerField()
    text = LocalizedTextField(_("indicator"))

    class Meta:
        ordering = ["ordinal"]
        constraints = [models.UniqueConstraint(fields=["competency", "ordinal"], name="indicator_once")]

    def __str__(self) -> str:
        return str(self.text)
