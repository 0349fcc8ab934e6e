"""A person objects to one line of evidence; somebody who had no part in it decides."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .evidence import Evidence


class EvidenceContest(models.Model):
    """The row counts until somebody decides. One contest a row, unless the person took an earlier one back."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("contest", "waits for a decision")
        UPHELD = "upheld", pgettext_lazy("contest", "the entry stands")
        CORRECTED = "corrected", pgettext_lazy("contest", "the entry was corrected")
        STRUCK_OUT = "struck_out", pgettext_lazy("contest", "the entry was struck out")
        OVERTAKEN = "overtaken", pgettext_lazy("contest", "overtaken: the entry no longer counted")
        WITHDRAWN = "withdrawn", pgettext_lazy("contest", "taken back")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="contests")
    reasons = models.TextField(_("reasons"), max_length=5000)
    filed_at = models.DateTimeField(_("filed"))
    due_on = models.DateField(_("to be decided by"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    decision = models.TextField(_("reasons of the decision"), max_length=5000, blank=True)  # the person reads it
    # The row that stands in the place of the contested one; regrades leave it alone (docs/decisions/0031).
    correction = models.OneToOneField(Evidence, null=True, on_delete=models.CASCADE, related_name="correction_of")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["filed_at", "pk"]
        verbose_name = _("contest of evidence")
        verbose_name_plural = _("contests of evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["evidence"], condition=~Q(status="withdrawn"), name="one_contest_a_row_of_evidence"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "withdrawn"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("filed_by")) & ~Q(decision="")),
                name="a_contest_is_decided_by_somebody_else_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(status="corrected", correction__isnull=False)
                | (~Q(status="corrected") & Q(correction=None)),
                name="a_correction_has_its_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN
