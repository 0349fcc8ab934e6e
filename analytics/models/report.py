"""The two-page report of a unit and a snapshot: figures written once, people's judgement, the way to the readers."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..domain.report.workflow import Status
from .frozen import FrozenRow
from .snapshot import Snapshot

PERSON = settings.AUTH_USER_MODEL


class UnitReport(models.Model):
    """`figures` come from the snapshot and never change.

    `judgement` is what people add, and `since` what became of earlier actions; both stand still once it is reviewed.
    """

    STATUSES = (
        (Status.DRAFT.value, _("draft")),
        (Status.REVIEWED.value, _("reviewed")),
        (Status.SIGNED.value, _("signed")),
        (Status.PUBLISHED.value, _("published")),
    )
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    status = models.CharField(_("state"), max_length=10, choices=STATUSES, default=Status.DRAFT)
    figures = models.JSONField()
    judgement = models.JSONField(default=dict)
    since = models.JSONField(default=list)
    seal = models.CharField(max_length=64, blank=True)  # SHA-256 over all three, taken when signed
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(_("drafted"))
    reviewed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)
    signed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), null=True)
    published_at = models.DateTimeField(_("published"), null=True)

    class Meta:
        ordering = ["-snapshot__as_of", "unit__path", "-edition"]
        verbose_name = _("report on a unit")
        verbose_name_plural = _("reports on units")
        constraints = [
            models.UniqueConstraint(fields=["unit", "snapshot", "edition"], name="report_edition_once"),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("drafted_by")), name="nobody_signs_their_own_draft"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "reviewed"]) | (Q(signed_by__isnull=False) & ~Q(seal="")),
                name="settled_reports_are_signed_and_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.snapshot_id} {self.edition}"

    def save(
        self,
        *,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Nothing of a published report is written again."""
        if not self._state.adding and UnitReport.objects.filter(pk=self.pk, status=Status.PUBLISHED).exists():
            raise FrozenRow
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields)


class ReportEdit(models.Model):
    """Who wrote in a report, and when: none of them signs it."""

    report = models.ForeignKey(UnitReport, on_delete=models.CASCADE, related_name="edits")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.at:%Y-%m-%d %H:%M}"


class ReportDecision(models.Model):
    """Which of the choices was ticked; once a report."""

    report = models.OneToOneField(UnitReport, on_delete=models.PROTECT, related_name="decision")
    letter = models.CharField(max_length=1)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision on a report")
        verbose_name_plural = _("decisions on reports")

    def __str__(self) -> str:
        return f"{self.report_id}: {self.letter}"
