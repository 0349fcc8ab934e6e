"""What has been shown: dated, sourced, weighted; and the level that follows from it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def in_force(self) -> "EvidenceQuerySet":
        """Without what a regrade, a decision or a newer entry has replaced, or what has ended."""
        return self.filter(superseded_at=None)


class Evidence(models.Model):
    """One result of one person on one competency. Rows are added, never rewritten; a correction supersedes them.

    Exactly one of attempt, run and entry says where it comes from. A contested row counts until it is decided.
    """

    class Kind(models.TextChoices):
        EXAM = "exam", _("examination")
        SIMULATION = "simulation", _("simulated case")
        PORTFOLIO = "portfolio", _("portfolio")
        SUPERVISOR_WITH_ARTEFACT = "supervisor_artefact", _("supervisor's rating with a piece of work")
        EXTERNAL_CERTIFICATE = "external_certificate", _("external certificate")
        SUPERVISOR = "supervisor", _("supervisor's rating")
        SELF_RATING = "self_rating", _("self-rating")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence")
    competency = models.ForeignKey("competencies.Competency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=Kind)
    value = models.FloatField()  # on the level scale, 0 to 5.5
    ceiling = models.FloatField(default=5.5)  # the most that this instrument can show
    observed_at = models.DateTimeField()
    attempt = models.ForeignKey("assessments.Attempt", null=True, on_delete=models.PROTECT, related_name="evidence")
    case_run = models.ForeignKey("assessments.CaseRun", null=True, on_delete=models.PROTECT, related_name="evidence")
    entry = models.ForeignKey("assessments.EvidenceEntry", null=True, on_delete=models.CASCADE, related_name="evidence")
    detail = models.JSONField(default=dict)  # {"earned": 6.0, "possible": 8.0, "items": 8}
    superseded_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["learner", "competency"], name="evidence_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "competency"],
                condition=models.Q(superseded_at=None),
                name="evidence_once_an_attempt",
            ),
            models.UniqueConstraint(
                fields=["case_run", "competency"],
                condition=models.Q(superseded_at=None),
                name="evidence_once_a_run",
            ),
            models.UniqueConstraint(
                fields=["entry", "competency"],
                condition=models.Q(superseded_at=None),
                name="evidence_once_an_entry",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0, value__lte=5.5), name="evidence_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.observed_at:%Y-%m-%d}"
