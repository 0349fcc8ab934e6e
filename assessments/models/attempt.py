"""One sitting of one person: what was drawn, what was answered, what it was worth."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..domain.equating.conversion import Conversion
from ..domain.stopped_clock import Clock
from .equating import Equating
from .examination import Examination
from .item import ItemVersion
from .test_form import TestForm


class Attempt(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", _("open")
        MARKING = "marking", _("being marked")  # closed, and texts wait for people
        SUBMITTED = "submitted", _("submitted")
        EXPIRED = "expired", _("time ran out")

    UNSCORED = (Status.OPEN, Status.MARKING)

    class Stop(models.TextChoices):
        REST = "rest", _("break")
        PAUSE = "pause", _("paused by the invigilator")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="attempts")
    # None where the items were drawn by blueprint, because no form was made.
    form = models.ForeignKey(TestForm, null=True, on_delete=models.PROTECT, related_name="attempts")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    seed = models.BigIntegerField()  # of the draw, so that it can be repeated
    binding = models.CharField(max_length=64)  # the one session that may answer
    cuts = models.JSONField(default=dict)  # {"1": 0.45, "2": 0.62} as in force at the start
    # What turns points of the form into points of its reference, as in force at the start; None: they count as they are
    equating = models.ForeignKey(Equating, null=True, on_delete=models.PROTECT, related_name="attempts")
    # In which tasks were shown: the language at the start (empty: nobody knows), and whether one came in another.
    language = models.CharField(max_length=10, blank=True)
    saw_other_languages = models.BooleanField(default=False)
    is_invigilated = models.BooleanField(default=False)
    # What was granted to this person, as in force at the start.
    time_percent = models.PositiveSmallIntegerField(default=100)
    rest_seconds = models.PositiveIntegerField(default=0)  # of breaks in all
    larger_print = models.BooleanField(default=False)
    counts_for_time_norms = models.BooleanField(default=True)  # nothing granted, and the clock never stood still
    # The clock of domain.stopped_clock. While it is stopped the attempt takes no answers.
    stopped_at = models.DateTimeField(null=True)
    stopped_for = models.CharField(max_length=5, choices=Stop, blank=True)
    ahead_seconds = models.FloatField(default=0)  # by which the deadline was moved for this stop
    rested_seconds = models.FloatField(default=0)  # of breaks that are over
    score = models.FloatField(null=True)  # points
    max_score = models.FloatField(null=True)
    equated_score = models.FloatField(null=True)  # what the points count against the cut, where the form is equated
    has_passed = models.BooleanField(null=True)
    # By people, after a case of conduct: the figures stay, and count for nothing from then on (`services.conduct`).
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [models.Index(fields=["learner", "examination", "-started_at"], name="attempts_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "examination"], condition=Q(status="open"), name="one_open_attempt"
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_at=None, score=None)
                | Q(status="marking", closed_at__isnull=False, score=None)
                | (~Q(status__in=["open", "marking"]) & Q(closed_at__isnull=False, score__isnull=False)),
                name="closed_attempts_are_scored",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_for="", ahead_seconds=0)
                | (Q(stopped_at__isnull=False) & ~Q(stopped_for="")),
                name="a_stopped_clock_says_why",
            ),
            models.CheckConstraint(
                condition=Q(equated_score=None) & (Q(equating=None) | Q(score=None))
                | Q(equating__isnull=False, score__isnull=False, equated_score__isnull=False),
                name="equated_attempts_have_an_equated_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.examination.code} {self.public_id}"

    @property
    def is_scored(self) -> bool:
        return self.status not in self.UNSCORED

    @property
    def clock(self) -> Clock:
        return Clock(self.deadline, self.stopped_at, timedelta(seconds=self.ahead_seconds))

    @property
    def rest_left(self) -> timedelta:
        """Of the breaks granted, those under way not counted."""
        return timedelta(seconds=max(0.0, self.rest_seconds - self.rested_seconds))

    @property
    def conversion(self) -> Conversion | None:
        """Reads the equating as well, where there is one."""
        return self.equating.conversion if self.equating else None

    @property
    def counted(self) -> float:
        """Points as they count against the cut."""
        return (self.score or 0.0) if self.equated_score is None else self.equated_score

    @property
    def share(self) -> float:
        """What is compared with the cut: of the maximum, on the reference form where the form is equated."""
        return self.counted / self.max_score if self.max_score else 0.0


class DrawnItem(models.Model):
    """An item as this candidate got it: its version, its place, and opaque tokens for its shuffled options."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="drawn")
    position = models.PositiveSmallIntegerField()  # from 1
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    tokens = models.JSONField()  # [["9f2c03a1", "b"], …] in the order shown: see `domain.items.wire`
    is_scored = models.BooleanField(default=True)  # items on trial are marked, but count for nothing
    mark = models.FloatField(null=True)  # 0 to 1, set when the attempt is scored, unless the item does not count

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="position_once_an_attempt")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"


class Response(models.Model):
    """The answer kept for one place of one attempt; a lower sequence number never overwrites a higher one.

    Triggers in the database refuse to add or change one once the attempt is closed.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    position = models.PositiveSmallIntegerField()
    seq = models.BigIntegerField()
    value = models.JSONField()  # tokens chosen and what was typed: see `domain.items.wire`
    is_flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="one_response_a_place")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.position}"
