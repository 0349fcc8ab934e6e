"""The law, rule or lesson that an item version rests on, in fields that can be searched and that expire."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .item import ItemVersion


class SourceRecord(models.Model):
    """Beside the free text `ItemVersion.source`, which says the same in one line."""

    version = models.OneToOneField(
        ItemVersion, on_delete=models.CASCADE, related_name="source_record", primary_key=True
    )
    title = models.CharField(_("law or rule"), max_length=250)
    clause = models.CharField(_("clause"), max_length=80, blank=True)
    valid_until = models.DateField(_("valid until"), null=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("source of an item")
        verbose_name_plural = _("sources of items")

    def __str__(self) -> str:
        return f"source of {self.version_id}"
