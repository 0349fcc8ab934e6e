"""What went wrong in the room."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .exam_session import ExamSession
from .seat import Seat


class Incident(models.Model):
    """Something that happened in the room, with the minutes that it is to give back."""

    class Status(models.TextChoices):
        NOTED = "noted", _("noted")
        WAITING = "waiting", _("waits for a second person")
        APPLIED = "applied", _("minutes added")
        DECLINED = "declined", _("declined")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(ExamSession, on_delete=models.PROTECT, related_name="incidents")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="incidents")
    note = models.TextField(_("what happened"), max_length=1000)
    minutes = models.PositiveSmallIntegerField(_("minutes to add"), default=0)
    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.NOTED)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["noted_at", "pk"]
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="incident_says_what_happened"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("noted_by")), name="nobody_decides_on_their_own_incident"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.noted_at:%Y-%m-%d %H:%M}"
