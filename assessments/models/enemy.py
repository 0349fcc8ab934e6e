"""Items that must not meet in one form: one gives the other away, or they ask the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .item import Item


class EnemyPair(models.Model):
    """Two items of one bank, the one with the smaller key first, so that a pair exists once."""

    first = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=250)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["first", "second"]
        verbose_name = _("enemy pair")
        verbose_name_plural = _("enemy pairs")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="enemy_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="enemy_pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"
