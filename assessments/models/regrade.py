"""Correcting what was scored: a faulty item gets another key, counts for everybody, or counts for nobody."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .item import ItemVersion


def new_salt() -> str:
    return secrets.token_hex(16)


class Regrade(models.Model):
    """One person proposes, a second one decides; kept whatever becomes of it.

    Reason and comment may quote the key, so they stay here, behind the rights of the bank.
    """

    class Kind(models.TextChoices):
        REKEY = "rekey", _("another key")
        FULL_MARK = "full_mark", _("withdraw: full mark for everybody who got it")
        NOT_COUNTED = "not_counted", _("withdraw: the item does not count")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits for a second person")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken_back", _("taken back")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="regrades")
    kind = models.CharField(_("what is to be done"), max_length=12, choices=Kind)
    right = models.JSONField(default=dict)  # the new key, as `ItemKey.right`; empty when the item is withdrawn
    reason = models.TextField(_("reason"), max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    # Digests of all results before and after, as the audit log has them. Salted: the log is read by people who must
    # not be able to guess a key from them.
    salt = models.CharField(max_length=32, default=new_salt)
    before_digest = models.CharField(max_length=64, blank=True)
    after_digest = models.CharField(max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="regrade_gives_its_reason"),
            models.UniqueConstraint(
                fields=["version"], condition=Q(status="waiting"), name="one_waiting_regrade_a_version"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "declined"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="nobody_decides_on_their_own_regrade",
            ),
        ]

    def __str__(self) -> str:
        # Never the key nor the reason: this string reaches logs and listings.
        return f"{self.version_id} {self.kind} {self.asked_at:%Y-%m-%d}"


class FormerKey(models.Model):
    """A key that was in force once, as it was; written when a regrade replaces it, never changed."""

    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="former_keys")
    number = models.PositiveSmallIntegerField()
    right = models.JSONField(default=dict)
    rationales = models.JSONField(default=dict)
    ruling = models.CharField(max_length=12)
    since = models.DateTimeField()
    until = models.DateTimeField()
    regrade = models.OneToOneField(Regrade, on_delete=models.PROTECT, related_name="former_key")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["version", "-number"]
        verbose_name = _("former key")
        verbose_name_plural = _("former keys")
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="former_key_number_once")]

    def __str__(self) -> str:
        return f"key {self.number} of {self.version_id}"
