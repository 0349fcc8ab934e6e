"""The capacity register: how each unit is equipped for digital work, from which day on, and who says so."""

from dataclasses import fields
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..domain.capacity.facts import MOST_STAFF, Capacity, Leader, Rank
from ..domain.capacity.records import from_record
from .frozen import FrozenModel


class CapacityUpload(models.Model):
    """A file that was looked at, row by row, before anything was entered."""

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        APPLIED = "applied", _("applied")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    encoding = models.CharField(max_length=20)
    rows = models.JSONField(default=list)  # domain.capacity.rows, as services.capacity_upload writes them
    faults = models.JSONField(default=list)  # lms.people.domain.roster_rows.Fault.as_record()
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREVIEWED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("file of the capacity register")
        verbose_name_plural = _("files of the capacity register")

    def __str__(self) -> str:
        return self.file_name


class CapacityEntry(FrozenModel):
    """What was known on a day. A correction is another entry: of one day the latest counts."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("as of"))
    has_body = models.BooleanField(null=True)
    body_name = models.CharField(max_length=120, blank=True)
    rank = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Rank])
    staff = models.PositiveIntegerField(null=True, validators=[MaxValueValidator(MOST_STAFF)])
    maintenance = models.PositiveIntegerField(null=True, validators=[MaxValueValidator(MOST_STAFF)])
    has_leading_group = models.BooleanField(null=True)
    led_by = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Leader])
    has_mandate = models.BooleanField(null=True)
    has_budget = models.BooleanField(null=True)
    source = models.CharField(max_length=250)
    upload = models.ForeignKey(CapacityUpload, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("entry of the capacity register")
        verbose_name_plural = _("entries of the capacity register")
        indexes = [models.Index(fields=["unit", "-as_of", "-id"], name="capacity_of_a_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_body=True) | Q(body_name="", rank=""), name="only_a_body_has_a_name_and_a_rank"
            ),
            models.CheckConstraint(condition=Q(has_leading_group=True) | Q(led_by=""), name="only_a_group_is_led"),
            models.CheckConstraint(condition=~Q(source=""), name="capacity_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.as_of}"

    @property
    def capacity(self) -> Capacity:
        return from_record({field.name: getattr(self, field.name) for field in fields(Capacity)})
