"""Certificates of other bodies, and the table that says what each kind of them is worth here."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .entry import EvidenceEntry


class ExternalCertificateMapping(models.Model):
    """What certificates of one issuer and title show: proposed by one, put in force by another. Never rewritten.

    `values`: {code of a competency: level}. The keys are issuer and title as they are compared (see `certificate_key`).
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        IN_FORCE = "in_force", _("in force")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    issuer = models.CharField(_("issuer"), max_length=160)
    title = models.CharField(_("title"), max_length=200)
    issuer_key = models.CharField(max_length=160, editable=False)
    title_key = models.CharField(max_length=200, editable=False)
    values = models.JSONField(_("what it shows"))
    reason = models.TextField(_("reason"), max_length=2000)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    ended_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["issuer_key", "title_key", "-proposed_at"]
        verbose_name = _("mapping of an external certificate")
        verbose_name_plural = _("mappings of external certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "title_key"], condition=Q(status="in_force"), name="one_mapping_in_force"
            ),
            models.UniqueConstraint(
                fields=["issuer_key", "title_key"],
                condition=Q(status="proposed"),
                name="one_mapping_proposed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "declined"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="nobody_decides_on_their_own_mapping",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}: {self.title}"


class CertificateClaim(models.Model):
    """The document behind an entry; it counts from the moment that somebody checked it and a mapping is in force."""

    entry = models.OneToOneField(EvidenceEntry, on_delete=models.CASCADE, related_name="certificate", primary_key=True)
    issuer = models.CharField(_("issuer"), max_length=160)
    title = models.CharField(_("title"), max_length=200)
    issuer_key = models.CharField(max_length=160, editable=False)
    title_key = models.CharField(max_length=200, editable=False)
    number = models.CharField(_("number"), max_length=80)
    expires_on = models.DateField(_("valid until"), null=True)  # that day included
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    mapping = models.ForeignKey(ExternalCertificateMapping, null=True, on_delete=models.PROTECT, related_name="claims")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("external certificate")
        verbose_name_plural = _("external certificates")
        indexes = [models.Index(fields=["issuer_key", "title_key"], name="claims_of_a_mapping")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mapping=None) | Q(checked_at__isnull=False), name="certificate_counts_once_checked"
            )
        ]

    def __str__(self) -> str:
        return f"certificate of {self.entry_id}"
