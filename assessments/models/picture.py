"""Pictures of documents on which candidates mark places: in the database, so that no web server hands them out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .item import ItemBank


class ItemPicture(models.Model):
    """Written anew by us from what was sent; known by the digest of its bytes within its bank."""

    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="pictures")
    digest = models.CharField(max_length=64)  # SHA-256 of `data`, as in the item's body
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()  # pixels
    height = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("picture of an item")
        verbose_name_plural = _("pictures of items")
        constraints = [models.UniqueConstraint(fields=["bank", "digest"], name="picture_once_a_bank")]

    def __str__(self) -> str:
        return f"{self.bank} {self.digest[:12]}"
