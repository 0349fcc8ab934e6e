"""Imports of items, kept so that each can be looked at before anything is created, and undone afterwards."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemImport(models.Model):
    """What was read from a file; the file itself is not kept.

    `entries` hold keys until the import is applied or discarded; afterwards only what became of each.
    """

    class Status(models.TextChoices):
        PREVIEWED = "previewed", _("previewed")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    bank = models.ForeignKey("assessments.ItemBank", on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(_("format"), max_length=10)
    given = models.JSONField(default=dict)  # domain.exchange.entries.facts_entry()
    entries = models.JSONField(default=list)  # domain.exchange.entries.to_entry(), in the order of the file
    counts = models.JSONField(default=dict)  # read, refused; once applied also created, left_out; once undone removed
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREVIEWED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    LARGE: ClassVar = ("entries",)  # nothing for a list

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("import of items")
        verbose_name_plural = _("imports of items")

    def __str__(self) -> str:
        # Never the name of the file, which its author may have called by what it holds.
        return f"import {str(self.public_id)[:8]}"


class ImportedPicture(models.Model):
    """A picture of an import, written anew by us.

    `data` is there while the import is looked at. Afterwards it stands here only if the bank got it from this import.
    """

    source = models.ForeignKey(ItemImport, on_delete=models.CASCADE, related_name="pictures")
    digest = models.CharField(max_length=64)  # as in the entries of the import
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()  # pixels
    height = models.PositiveSmallIntegerField()
    data = models.BinaryField(default=b"")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported picture")
        verbose_name_plural = _("imported pictures")
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="picture_once_an_import")]

    def __str__(self) -> str:
        return f"{self.source} {self.digest[:12]}"


class ImportedItem(models.Model):
    """An item that an import created, as long as the import is not undone."""

    source = models.ForeignKey(ItemImport, on_delete=models.CASCADE, related_name="items")
    item = models.OneToOneField("assessments.Item", on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")

    def __str__(self) -> str:
        return str(self.item_id)
