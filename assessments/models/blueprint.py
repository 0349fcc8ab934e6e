"""Versions of a blueprint: proposed by one person, put in force by another. The cells in force are `BlueprintCell`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .examination import Examination


class BlueprintVersion(models.Model):
    """What an examination asked or would ask for. The blueprint that came with a file has no row: it is version 0."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        IN_FORCE = "in_force", _("in force")
        FORMER = "former", _("former")
        DECLINED = "declined", _("declined")

    examination = models.ForeignKey(Examination, on_delete=models.CASCADE, related_name="blueprint_versions")
    number = models.PositiveSmallIntegerField()  # from 1
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    mix = models.JSONField()  # {"S1": {"recall": 2, "apply": 3}}, without zeros
    trial_items = models.PositiveSmallIntegerField(default=0)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["examination", "-number"]
        verbose_name = _("version of a blueprint")
        verbose_name_plural = _("versions of blueprints")
        constraints = [
            models.UniqueConstraint(fields=["examination", "number"], name="blueprint_version_once"),
            models.UniqueConstraint(
                fields=["examination"], condition=Q(status="in_force"), name="one_blueprint_in_force"
            ),
            models.UniqueConstraint(
                fields=["examination"], condition=Q(status="proposed"), name="one_blueprint_proposed"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(status__in=["in_force", "former"])
                | ~Q(decided_by=models.F("proposed_by")),
                name="nobody_puts_their_own_blueprint_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.examination.code} blueprint v{self.number}"
