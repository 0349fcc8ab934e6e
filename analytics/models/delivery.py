"""Exports that come by themselves: which table, of which unit, how often, and for whom."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .snapshot import Snapshot


class Delivery(models.Model):
    class Rhythm(models.TextChoices):
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every quarter")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=20)
    format = models.CharField(max_length=4)
    language = models.CharField(max_length=8)
    purpose = models.CharField(max_length=20)
    rhythm = models.CharField(max_length=8, choices=Rhythm)
    recipients = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    next_on = models.DateField()
    is_paused = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)  # what was delivered outlives it

    class Meta:
        ordering = ["unit__path", "table", "pk"]
        verbose_name = _("scheduled delivery")
        verbose_name_plural = _("scheduled deliveries")
        indexes = [
            models.Index(fields=["next_on"], condition=Q(ended_at=None, is_paused=False), name="deliveries_to_come")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.table} {self.format}"


class DeliveryRun(models.Model):
    """One day on which it went out; the constraint makes that exactly once."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="runs")
    due_on = models.DateField()
    at = models.DateTimeField()
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.SET_NULL, related_name="+")
    sent = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()  # recipients who had the right no longer

    class Meta:
        ordering = ["-due_on"]
        constraints = [models.UniqueConstraint(fields=["delivery", "due_on"], name="delivered_once_a_day")]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.due_on}"
