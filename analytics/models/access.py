"""Who looked at a person's levels: kept beside the audit log, because the person may read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessEntry(models.Model):
    class Page(models.TextChoices):
        TEAM = "team", _("Team page: levels and states")
        CONVERSATION = "conversation", _("Conversations of the month: state and next step")

    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    viewer_name = models.CharField(max_length=120)  # as it was then
    # The right by which one looked; empty in rows from before this was written down, all of line managers.
    role = models.CharField(max_length=20, blank=True, default="", db_default="")
    page = models.CharField(max_length=12, choices=Page)
    purpose = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("access to a person's levels")
        verbose_name_plural = _("accesses to a person's levels")
        indexes = [models.Index(fields=["subject", "-at"], name="who_looked_at_a_person")]

    def __str__(self) -> str:
        return f"{self.viewer_name} {self.at:%Y-%m-%d}"
