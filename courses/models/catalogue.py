"""Tracks and tiers: the two axes of the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class Track(models.Model):
    code = models.SlugField(_("code"), max_length=20, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = LocalizedTextField(_("name"))
    purpose = LocalizedTextField(_("purpose"))
    audience = LocalizedTextField(_("audience"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("track")
        verbose_name_plural = _("tracks")

    def __str__(self) -> str:
        return str(self.name)


class Tier(models.Model):
    code = models.SlugField(_("code"), max_length=20, unique=True)
    ordinal = models.PositiveSmallIntegerField(_("rank"), unique=True)
    name = LocalizedTextField(_("name"))
    proves = LocalizedTextField(_("what its certificate shows"))
    validity_months = models.PositiveSmallIntegerField(_("validity in months"), default=24)

    class Meta:
        ordering = ["ordinal"]
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")

    def __str__(self) -> str:
        return str(self.name)
