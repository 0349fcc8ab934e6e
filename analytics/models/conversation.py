"""Conversations proposed to a line manager for a month, and when each was held. Nothing of what was said."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..domain.conversations import Reason


class Conversation(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    reason = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Reason])
    competency = models.CharField(max_length=8, blank=True)
    held_on = models.DateField(_("held on"), null=True)

    class Meta:
        ordering = ["-month", "pk"]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(fields=["manager", "unit", "subject", "month"], name="conversation_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.reason}"
