"""Versions of the level model: proposed by one, put in force for a day to come by a second person (0026)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LevelModelVersion(models.Model):
    """Its table is never rewritten; a later version takes its place."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        IN_FORCE = "in_force", _("in force")
        DROPPED = "dropped", _("not put in force")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.CharField(_("version"), max_length=20, unique=True)
    definition = models.JSONField()  # level_model_file.as_data
    effective_from = models.DateField(_("In force from"))
    author = models.CharField(_("author"), max_length=120)
    reasons = models.TextField(_("reasons"), max_length=4000)
    status = models.CharField(_("state"), max_length=9, choices=Status, default=Status.PROPOSED)
    # Nobody: it came with the academy.
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # Nobody: the first model, without which no academy could begin.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-effective_from", "-pk"]
        verbose_name = _("version of the level model")
        verbose_name_plural = _("versions of the level model")
        constraints = [
            models.UniqueConstraint(
                fields=["effective_from"], condition=Q(status="in_force"), name="one_level_model_a_day"
            ),
            models.CheckConstraint(
                condition=Q(status="proposed") | Q(decided_at__isnull=False), name="decided_level_models_say_when"
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force")
                | Q(decided_by=None)
                | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="nobody_puts_their_own_level_model_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.version
