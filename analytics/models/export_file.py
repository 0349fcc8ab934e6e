"""Files that were asked for: each for one person, for a day."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .delivery import Delivery
from .snapshot import Snapshot


class ExportFile(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        TOO_LONG = "too_long", _("too long for this format")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=20)  # a code of exports.tables
    format = models.CharField(max_length=4)
    language = models.CharField(max_length=8)
    purpose = models.CharField(max_length=20)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    # What it reaches: the unit asked for, or the paths of all units in reach of its owner. Whoever has lost one of them
    # has lost the file.
    paths = models.JSONField()
    unit_code = models.CharField(max_length=20, blank=True)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    name = models.CharField(max_length=80, blank=True)
    content = models.BinaryField(default=b"")
    size = models.PositiveIntegerField(default=0)  # bytes
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    LARGE: ClassVar = ("content",)  # nothing for a list

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("exported file")
        verbose_name_plural = _("exported files")
        indexes = [models.Index(fields=["owner", "-asked_at"], name="files_of_a_person")]

    def __str__(self) -> str:
        return f"{self.table} {self.format} {self.asked_at:%Y-%m-%d %H:%M}"
