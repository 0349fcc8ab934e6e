"""In which month a training was given to which units, as somebody states; several months make a staged roll-out."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .frozen import FrozenModel
from .training import TrainingStart


class TrainingRollout(models.Model):
    """One statement. What is wrong is undone and stated anew; of two that speak of one unit the later counts."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=TrainingStart.Kind)
    code = models.CharField(max_length=40)  # of the certificate or the competency
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("statement of course dates")
        verbose_name_plural = _("statements of course dates")

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class RolloutDate(FrozenModel):
    rollout = models.ForeignKey(TrainingRollout, on_delete=models.CASCADE, related_name="dates")
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day

    class Meta:
        ordering = ["month", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["rollout", "unit"], name="unit_once_a_rollout")]

    def __str__(self) -> str:
        return f"{self.rollout_id} {self.unit_id} {self.month:%Y-%m}"
