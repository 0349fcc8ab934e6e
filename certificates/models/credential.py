"""Signed statements about one learner; never rewritten."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..domain.credential import ID_LENGTH
from .achievement import Achievement


class Credential(models.Model):
    public_id = models.CharField(_("number"), max_length=ID_LENGTH, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credentials")
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="credentials")
    holder_name = models.CharField(_("name as printed"), max_length=120)
    document = models.JSONField()
    signature = models.CharField(max_length=100)
    key_id = models.CharField(max_length=16)
    issued_at = models.DateTimeField(_("issued"))
    valid_until = models.DateField(_("valid until"))  # that day included
    basis = models.JSONField()  # ["attempt:…", "run:…"]: the sittings it rests on
    basis_key = models.CharField(max_length=64)  # digest of the basis

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        indexes = [models.Index(fields=["learner", "-issued_at"], name="credentials_of_a_person")]
        constraints = [
            models.UniqueConstraint(fields=["learner", "achievement", "basis_key"], name="credential_once_a_basis"),
        ]

    def __str__(self) -> str:
        return self.public_id
