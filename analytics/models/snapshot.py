"""Dated, frozen figures. What must not be published is not stored, so no page or export can leak it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField

from ..domain.cube import Hides
from ..domain.disclosure import Hidden
from ..domain.grid import GroupKind
from .frozen import FrozenModel


class Snapshot(FrozenModel):
    class Occasion(models.TextChoices):
        QUARTER = "quarter", _("end of a quarter")
        DAY = "day", _("daily")
        REQUEST = "request", _("taken on request")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    as_of = models.DateTimeField()
    occasion = models.CharField(max_length=8, choices=Occasion)
    framework_code = models.CharField(max_length=60)
    framework_version = models.CharField(max_length=20)
    model_version = models.CharField(max_length=12)
    people = models.PositiveIntegerField()
    # [{"code": "S1", "name": {…}, "area": "S", "area_name": {…}}, …] in the framework's order on that day
    columns = models.JSONField()
    build = models.OneToOneField("SnapshotBuild", null=True, on_delete=models.CASCADE, related_name="snapshot")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-as_of"]
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [models.UniqueConstraint(fields=["as_of"], name="one_snapshot_a_moment")]

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d %H:%M}"


class SnapshotGroup(FrozenModel):
    """A unit with all below it, its own people, or the holders of one post in it, as they were named that day."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    unit_id = models.UUIDField()  # public id of the unit; the row outlives reorganisations
    path = models.CharField(max_length=255)
    code = models.CharField(max_length=20)
    name = LocalizedTextField()
    level = models.CharField(max_length=10)
    depth = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in GroupKind])
    post_code = models.CharField(max_length=12, blank=True)
    post_name = LocalizedTextField()
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["path", "kind", "post_code"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "path", "kind", "post_code"], name="snapshot_group_once"),
        ]
        # Forty times as many groups are posts: pages look for units by how deep they lie, and for one unit over time.
        indexes = [
            models.Index(fields=["snapshot", "depth", "path"], condition=Q(kind="subtree"), name="units_of_a_snapshot"),
            models.Index(fields=["unit_id", "snapshot"], condition=Q(kind="subtree"), name="snapshots_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.post_code}".strip()


class SnapshotCell(FrozenModel):
    """One group and competency: counts to the nearest five, shares in whole per cent, hidden figures null."""

    group = models.ForeignKey(SnapshotGroup, on_delete=models.CASCADE, related_name="+")
    competency = models.CharField(max_length=8)
    is_critical = models.BooleanField()
    hides = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Hides])
    reason = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Hidden])
    people = models.PositiveIntegerField(null=True)  # of whom it is demanded
    fte = models.PositiveIntegerField(null=True)
    assessed = models.PositiveIntegerField(null=True)
    met = models.PositiveIntegerField(null=True)
    gap = models.PositiveIntegerField(null=True)
    undetermined = models.PositiveIntegerField(null=True)
    not_assessed = models.PositiveIntegerField(null=True)
    coverage = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    bound_low = models.FloatField(null=True)
    bound_high = models.FloatField(null=True)
    rests_on_one = models.BooleanField(default=False)
    figures = models.JSONField(default=dict)  # measure → what is kept of it (domain.measures)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "competency"], name="snapshot_cell_once"),
            models.CheckConstraint(
                condition=Q(hides="") | Q(coverage=None, met=None, gap=None, undetermined=None, rests_on_one=False),
                name="hidden_results_are_not_stored",
            ),
            models.CheckConstraint(
                condition=~Q(hides="everything") | Q(people=None, fte=None, assessed=None, not_assessed=None),
                name="hidden_counts_are_not_stored",
            ),
            models.CheckConstraint(condition=Q(hides="") | Q(figures={}), name="hidden_figures_are_not_stored"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.competency}"
