"""Rights beyond the learner's own, each limited to a unit and what lies below it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .org_unit import OrgUnit


class Role(models.TextChoices):
    LEARNER = "learner", _("Learner")
    LINE_MANAGER = "line_manager", _("Line manager")
    TRAINING_MANAGER = "training_manager", _("Training manager")
    AUTHOR = "author", _("Author")
    REVIEWER = "reviewer", _("Reviewer")
    HR_VIEWER = "hr_viewer", _("HR viewer")
    AUDITOR = "auditor", _("Auditor")
    EQUITY_AUDITOR = "equity_auditor", _("Equity auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class AccessGrant(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=[one for one in Role.choices if one[0] != Role.LEARNER])
    unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="grants", verbose_name=_("unit"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("access grant")
        verbose_name_plural = _("access grants")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "unit"], condition=Q(ended_at=None), name="right_granted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
