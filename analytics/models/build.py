"""The making of a snapshot, part by part, and the facts of people that stay behind it. No page reads either."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .snapshot import Snapshot


class SnapshotBuild(models.Model):
    """One moment whose figures are being made, or were: then a snapshot points here."""

    as_of = models.DateTimeField(unique=True)
    occasion = models.CharField(max_length=8, choices=Snapshot.Occasion)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    # What its released parts were held against: the number of the snapshot published last, and a hash of the grid.
    against = models.BigIntegerField(null=True)
    grid = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("making of a snapshot")
        verbose_name_plural = _("makings of snapshots")

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d %H:%M}"


class SnapshotPart(models.Model):
    """Facts of the people with numbers from `number` × `reading.PEOPLE` on, in one competency (`domain.packing`)."""

    class Stage(models.TextChoices):
        READ = "read", "read"  # as they are; dropped once published
        SUMMED = "summed", "summed"  # cells, ready to be stored; dropped once published
        RELEASED = "released", "released"  # behind the published figures; kept

    build = models.ForeignKey(SnapshotBuild, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage)
    code = models.CharField(max_length=8, blank=True)  # of the competency; empty for what concerns all of them
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["build", "stage", "code", "number"], name="snapshot_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.build_id} {self.stage} {self.code} {self.number}"
