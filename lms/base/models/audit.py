"""The audit log: append-only, each row sealed with the hash of the row before it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.lib.canonical import digest

GENESIS = "0" * 64


class AuditEvent(models.Model):
    """One thing that somebody did; triggers in the database refuse to change or delete it."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    # A plain number: the log outlives the account, and the ground floor knows no people.
    actor_id = models.BigIntegerField(null=True, db_index=True)
    actor_label = models.CharField(max_length=254, blank=True)
    action = models.CharField(max_length=80, db_index=True)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def sealed_hash(self) -> str:
        """The hash that this row must carry, given what it says and the row before it."""
        return digest(
            [
                self.sequence,
                self.at.timestamp().hex(),
                self.actor_id,
                self.actor_label,
                self.action,
                self.object_type,
                self.object_id,
                self.detail,
                self.previous_hash,
            ]
        )
