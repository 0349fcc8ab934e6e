"""When a unit counted as trained: noted once a month ends, never changed, and never for a small unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .frozen import FrozenModel


class TrainingStart(FrozenModel):
    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("certificate")
        EVIDENCE = "evidence", _("direct evidence")

    kind = models.CharField(max_length=12, choices=Kind)
    code = models.CharField(max_length=40)  # of the certificate or the competency
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()  # the first day of the month in which enough of its staff had it

    class Meta:
        ordering = ["kind", "code", "month"]
        constraints = [models.UniqueConstraint(fields=["kind", "code", "unit"], name="trained_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.unit_id} {self.month:%Y-%m}"
