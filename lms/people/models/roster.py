"""Imports of rosters, kept so that each can be shown and undone."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterBatch(models.Model):
    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    # Of people and of units; either may be missing. The contents and what they would do are kept until the import is
    # applied or discarded, so that what was looked at is what is applied.
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    content = models.BinaryField(default=b"")
    units_file_name = models.CharField(_("file of units"), max_length=200, blank=True)
    units_sha256 = models.CharField(max_length=64, blank=True)
    units_encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    units_content = models.BinaryField(default=b"")
    plan = models.BinaryField(default=b"")  # domain.roster_plan.ImportPlan.packed()
    fingerprint = models.CharField(max_length=64, blank=True)  # of the plan last looked at
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREVIEWED)
    faults = models.JSONField(default=list)  # domain.roster_rows.Fault.as_record()
    # domain.roster_plan.ImportPlan.counts(); once undone also {"removed", "closed", "restored"}, with units_… for units
    counts = models.JSONField(default=dict)
    # Paths of the subtrees over which its importer held rights; an empty path, of the command line, means all units.
    scope_paths = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    LARGE: ClassVar = ("content", "units_content", "plan", "faults")  # nothing for a list

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("roster import")
        verbose_name_plural = _("roster imports")

    def __str__(self) -> str:
        return self.name

    @property
    def people_touched(self) -> int:
        return sum(self.counts.get(kind, 0) for kind in RosterChange.Kind.values)

    @property
    def units_touched(self) -> int:
        return sum(self.counts.get(f"units_{kind}", 0) for kind in UnitChange.Kind.values)

    @property
    def rows_refused(self) -> int:
        return sum(self.counts.get(key, 0) for key in ("refused", "units_refused"))


class RosterChange(models.Model):
    """One person's change in a batch: enough to explain it and to put it back.

    Of somebody whose account an undo removed it keeps who that was and where, and no other fact.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        MOVED = "moved", _("moved")
        ENDED = "ended", _("ended")
        RETURNED = "returned", _("returned")

    batch = models.ForeignKey(RosterBatch, on_delete=models.CASCADE, related_name="changes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


class UnitChange(models.Model):
    """One unit's change in a batch."""

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")

    batch = models.ForeignKey(RosterBatch, on_delete=models.CASCADE, related_name="unit_changes")
    unit = models.ForeignKey("people.OrgUnit", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    name_before = models.JSONField(default=dict)  # in every language, also those that files do not know

    def __str__(self) -> str:
        return f"{self.unit}: {self.kind}"
