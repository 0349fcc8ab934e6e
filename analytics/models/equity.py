"""What an audit of equity found in the figures of one snapshot."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .frozen import FrozenModel
from .snapshot import Snapshot


class EquityAudit(FrozenModel):
    snapshot = models.OneToOneField(Snapshot, on_delete=models.CASCADE, related_name="equity")
    # {"age": [{"band": "under_35", "people": 430, "assessed": 0.71, "coverage": 0.62, "assessed_against":
    # {"value": 0.02, "low": -0.01, "high": 0.05} or null, "coverage_against": …}, …], "service": […]}: rounded; null
    # where too few people are behind a figure
    figures = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("equity audit")
        verbose_name_plural = _("equity audits")

    def __str__(self) -> str:
        return str(self.snapshot)
