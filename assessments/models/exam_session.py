"""An examination under the eyes of invigilators: where, when, and who watches."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .examination import Examination

CODE_DIGITS = 6


def new_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


class ExamSession(models.Model):
    """One examination in one room; candidates may start from its opening to its end."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    examination = models.ForeignKey(
        Examination, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("examination")
    )
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+", verbose_name=_("held by"))
    place = models.CharField(_("place"), max_length=120)
    opens_at = models.DateTimeField(_("start possible from"))
    ends_at = models.DateTimeField(_("start possible until"))
    code = models.CharField(max_length=CODE_DIGITS, default=new_code)  # told in the room
    invigilators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="invigilates", verbose_name=_("invigilators")
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opens_at", "-pk"]
        verbose_name = _("examination session")
        verbose_name_plural = _("examination sessions")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("opens_at")), name="exam_session_ends_after_opening")
        ]

    def __str__(self) -> str:
        return f"{self.examination_id} {self.place} {self.opens_at:%Y-%m-%d %H:%M}"
