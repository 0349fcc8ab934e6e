"""Withdrawing a credential: one person asks, another decides, and what took effect is never rewritten."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .credential import Credential


class RevocationRequest(models.Model):
    """Kept whatever becomes of it."""

    class Reason(models.TextChoices):
        ISSUED_IN_ERROR = "issued_in_error", _("issued in error")
        EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("a result it rests on was withdrawn")
        MISCONDUCT = "misconduct", _("breach of the examination rules")
        HOLDER_REQUEST = "holder_request", _("at the holder's request")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken_back", _("taken back")

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="revocation_requests")
    reason = models.CharField(_("reason, shown to everybody"), max_length=20, choices=Reason)
    detail = models.TextField(_("details, for the file only"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("revocation request")
        verbose_name_plural = _("revocation requests")
        constraints = [
            models.CheckConstraint(condition=~Q(detail=""), name="revocation_gives_its_reason"),
            models.UniqueConstraint(
                fields=["credential"], condition=Q(status="waiting"), name="one_waiting_revocation_request"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "declined"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="nobody_decides_on_their_own_revocation_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id}: {self.get_reason_display()}, {self.get_status_display()}"


class Revocation(models.Model):
    """In force from the moment a second person confirmed the request."""

    credential = models.OneToOneField(Credential, on_delete=models.PROTECT, related_name="revocation")
    request = models.OneToOneField(RevocationRequest, on_delete=models.PROTECT, related_name="revocation")
    revoked_at = models.DateTimeField(_("revoked"))

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")

    def __str__(self) -> str:
        return f"{self.credential_id}: {self.revoked_at:%Y-%m-%d}"
