"""Work that must happen after a commit, written in the same transaction as its cause."""

from django.db import models
from django.db.models import Q


class OutboxMessage(models.Model):
    kind = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    available_at = models.DateTimeField()  # moved ahead while a worker holds it
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)  # given up until somebody releases it
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["available_at"], condition=Q(done_at=None, parked_at=None), name="outbox_open"),
            models.Index(fields=["parked_at"], condition=Q(parked_at__isnull=False), name="outbox_parked"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
