"""The tree of the administration."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class OrgUnit(models.Model):
    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    # Codes from the root down, each followed by "/": a subtree is everything that starts with its root's path.
    path = models.CharField(max_length=255, unique=True, editable=False)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    name = LocalizedTextField(_("name"))

    class Meta:
        ordering = ["path"]
        verbose_name = _("org unit")
        verbose_name_plural = _("org units")
        constraints = [
            models.CheckConstraint(condition=Q(path__endswith="/"), name="org_unit_path_is_closed"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def depth(self) -> int:
        """0 for the root."""
        return self.path.count("/") - 1

    def path_below(self, parent: "OrgUnit | None") -> str:
        return f"{parent.path if parent else ''}{self.code}/"
