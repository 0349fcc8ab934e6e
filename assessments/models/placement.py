"""A placement: where to start learning. Each step keeps what was asked, why, and what was believed before and after."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .item import ItemBank, ItemVersion


class Placement(models.Model):
    """One person's placement. It waits for them without a time limit, and is evidence of nothing."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        FINISHED = "finished", _("finished")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="placements")
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="placements")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    started_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    seed = models.BigIntegerField()  # of the luck in choosing and shuffling, so that both can be repeated

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        indexes = [models.Index(fields=["learner", "-started_at"], name="placements_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["learner"], condition=Q(status="open"), name="one_open_placement"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at=None) | Q(status="finished", closed_at__isnull=False),
                name="finished_placements_have_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"


class PlacementBlock(models.Model):
    """The part of a placement on one competency area; its items and their parameters are as they were at the start."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()  # from 1
    area = models.CharField(max_length=8)  # code of the competency area
    pool = models.JSONField()  # [[version, competency, difficulty, discrimination, is provisional], …] in logits
    seen = models.JSONField(default=list)  # versions that the person met in a former placement
    worn = models.JSONField(default=list)  # versions that had reached the exposure cap
    stop = models.CharField(max_length=10, blank=True)  # adaptive.stopping.Stop, once it is over
    area_reading = models.JSONField(null=True)  # adaptive.outcome.Reading, frozen when the placement ends
    readings = models.JSONField(default=list)  # the same for each competency

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "position"], name="placement_block_position_once"),
            models.UniqueConstraint(fields=["placement", "area"], name="placement_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}/{self.area}"


class PlacementStep(models.Model):
    """One task of a placement. Once answered it never changes."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="steps")
    block = models.ForeignKey(PlacementBlock, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()  # from 1, through all blocks
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    tokens = models.JSONField()  # [["k3f9", "b"], …] in the order shown
    asked_at = models.DateTimeField()
    explanation = models.JSONField()  # adaptive.selection.Choice: how the item was chosen
    difficulty = models.FloatField()  # logits, as used
    discrimination = models.FloatField()
    is_provisional = models.BooleanField()
    mean_before = models.FloatField()  # levels, on the level scale
    se_before = models.FloatField()
    answered_at = models.DateTimeField(null=True)
    response = models.JSONField(null=True)  # tokens chosen; empty for "I don't know"
    mark = models.FloatField(null=True)  # 0 to 1; only a full mark counts as known
    mean_after = models.FloatField(null=True)
    se_after = models.FloatField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "number"], name="placement_step_number_once"),
            models.UniqueConstraint(fields=["block", "version"], name="placement_item_once_a_block"),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(answered_at=None), name="one_open_step_a_placement"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, response=None, mark=None, mean_after=None, se_after=None)
                | Q(
                    answered_at__isnull=False,
                    response__isnull=False,
                    mark__isnull=False,
                    mean_after__isnull=False,
                    se_after__isnull=False,
                ),
                name="answered_steps_are_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.placement_id}/{self.number}"
