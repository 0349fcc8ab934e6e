"""Who is expected at a session, and how far they have come."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .attempt import Attempt
from .exam_session import ExamSession


class Seat(models.Model):
    """One person who is expected."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    session = models.ForeignKey(ExamSession, on_delete=models.PROTECT, related_name="seats")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    arrived_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    admitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    code_tries = models.PositiveSmallIntegerField(default=0)
    attempt = models.OneToOneField(Attempt, null=True, on_delete=models.PROTECT, related_name="seat")
    hand_raised_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # last sign of the candidate's browser

    class Meta:
        ordering = ["session", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(fields=["session", "learner"], name="one_seat_a_session"),
            models.CheckConstraint(
                condition=Q(admitted_by=None) | ~Q(admitted_by=F("learner")), name="nobody_admits_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.pk}"
