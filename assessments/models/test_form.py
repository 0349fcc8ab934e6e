"""Test forms: fixed sets of items that meet a blueprint, made by one person and approved by another."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .examination import Examination
from .item import ItemVersion


class TestForm(models.Model):
    """A snapshot: its items never change; the hash says which they were when a second person approved them."""

    __test__ = False  # pytest would collect it

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        IN_USE = "in_use", _("in use")
        RESTING = "resting", _("resting")
        RETIRED = "retired", _("retired")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveSmallIntegerField(_("form"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    content_hash = models.CharField(max_length=64)  # over positions, versions and what is scored
    seed = models.BigIntegerField()
    parameters = models.JSONField(default=dict)  # of the recipe, so that the making can be repeated
    report = models.JSONField(default=dict)  # the sheet, as when it was made
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["examination", "number"]
        verbose_name = _("test form")
        verbose_name_plural = _("test forms")
        constraints = [
            models.UniqueConstraint(fields=["examination", "number"], name="form_number_once_an_examination"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("made_by")),
                name="nobody_approves_their_own_form",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "retired"]) | Q(approved_by__isnull=False),
                name="forms_in_use_are_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"{self.examination.code}/{self.number}"


class TestFormItem(models.Model):
    """One place of a form. Items on trial stand in it unscored."""

    __test__ = False

    form = models.ForeignKey(TestForm, on_delete=models.CASCADE, related_name="items")
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()  # from 1
    is_scored = models.BooleanField(default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="position_once_a_form"),
            models.UniqueConstraint(fields=["form", "version"], name="version_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}/{self.position}"
