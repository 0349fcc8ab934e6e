"""When an office divides its money."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..domain.budget_round import REPORT_WEEKS, SNAPSHOT_WEEKS, Round, round_of
from .snapshot import Snapshot


class BudgetCalendar(models.Model):
    """When an office divides its money, so that figures are frozen and reported in time."""

    unit = models.OneToOneField("people.OrgUnit", on_delete=models.CASCADE, related_name="+")
    budget_on = models.DateField(_("next budget round"))
    snapshot_weeks = models.PositiveSmallIntegerField(_("weeks from the snapshot to the round"), default=SNAPSHOT_WEEKS)
    report_weeks = models.PositiveSmallIntegerField(_("weeks from the snapshot to the report"), default=REPORT_WEEKS)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.SET_NULL, related_name="+")  # of this round
    reminded_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("budget calendar")
        verbose_name_plural = _("budget calendars")

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.budget_on:%Y-%m-%d}"

    @property
    def round(self) -> Round:
        return round_of(self.budget_on, self.snapshot_weeks, self.report_weeks)
