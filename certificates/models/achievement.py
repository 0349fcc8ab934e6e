"""What may be earned, and the rule for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class Achievement(models.Model):
    """A version is never edited: a new rule is a new row, and credentials keep pointing at the old one."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    is_current = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = LocalizedTextField(_("title"))
    description = LocalizedTextField(_("description"))
    rule = models.JSONField()  # {"all_of": [{"kind": "examination", "code": "G-02", "within_months": 12}, …]}
    attests = models.JSONField()  # {"P1": 2, …}: competency → level
    validity_months = models.PositiveSmallIntegerField(_("validity in months"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="achievement_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(is_current=True), name="one_current_achievement"),
            models.CheckConstraint(condition=Q(validity_months__gt=0), name="achievement_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
