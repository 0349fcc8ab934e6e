"""What a person needs to be examined fairly: asked for by one, approved by another, before the start."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Accommodation(models.Model):
    """Kept whatever becomes of it. It holds from the first to the last day, both included, for every examination."""

    class Time(models.IntegerChoices):
        USUAL = 100, _("the usual time")
        QUARTER = 125, _("1.25 times the usual time")
        HALF = 150, _("1.5 times the usual time")
        DOUBLE = 200, _("twice the usual time")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken_back", _("taken back")
        ENDED = "ended", _("ended early")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accommodations")
    time_percent = models.PositiveSmallIntegerField(_("time"), choices=Time, default=Time.USUAL)
    rest_minutes = models.PositiveSmallIntegerField(_("minutes of breaks in all"), default=0)
    larger_print = models.BooleanField(_("larger print"), default=False)
    reason = models.TextField(_("reason"), max_length=1000)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("accommodation")
        verbose_name_plural = _("accommodations")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="accommodation_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="accommodation_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(time_percent__gt=100) | Q(rest_minutes__gt=0) | Q(larger_print=True),
                name="accommodation_grants_something",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "declined", "ended"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("learner"))),
                name="nobody_decides_on_their_own_accommodation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"
