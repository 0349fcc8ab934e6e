"""What one rater makes of a portfolio, without knowing what the other one does."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .entry import EvidenceEntry


class PortfolioRating(models.Model):
    """A place taken by a rater, and then the rating, which is never changed. The third place opens only to settle."""

    entry = models.ForeignKey(EvidenceEntry, on_delete=models.CASCADE, related_name="ratings")
    place = models.PositiveSmallIntegerField()  # 1, 2; 3 settles
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)  # the person reads it, without a name
    rated_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["entry", "place"]
        verbose_name = _("rating of a portfolio")
        verbose_name_plural = _("ratings of portfolios")
        constraints = [
            models.UniqueConstraint(fields=["entry", "place"], name="portfolio_place_taken_once"),
            models.UniqueConstraint(fields=["entry", "rater"], name="nobody_rates_a_portfolio_twice"),
            models.CheckConstraint(condition=Q(place__gte=1, place__lte=3), name="three_raters_at_most"),
            models.CheckConstraint(
                condition=Q(rated_at=None, level=None) | (Q(rated_at__isnull=False, level__lte=5) & ~Q(reason="")),
                name="a_portfolio_rating_gives_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.place} of {self.entry_id}"
