"""What an attempt was worth, each time it was worked out: at its end, and after every regrade that touched it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..domain.regrades import Outcome
from .attempt import Attempt
from .regrade import Regrade


class AttemptResult(models.Model):
    """Rows are added, never changed (a trigger refuses it); the one of the highest number is in force.

    Its figures stand on the attempt as well, which is what everybody reads.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField(default=1)
    points = models.FloatField()
    possible = models.FloatField()
    equated = models.FloatField(null=True)  # points as they count against the cut, where the form is equated
    has_passed = models.BooleanField()
    marks = models.JSONField()  # by position from 1: 0 to 1, None where the item does not count
    key_digest = models.CharField(max_length=64)
    regrade = models.ForeignKey(Regrade, null=True, on_delete=models.PROTECT, related_name="results")
    at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "number"]
        verbose_name = _("result of an attempt")
        verbose_name_plural = _("results of attempts")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="result_number_once_an_attempt"),
            models.CheckConstraint(
                condition=models.Q(number=1, regrade=None) | models.Q(number__gt=1, regrade__isnull=False),
                name="only_a_regrade_follows_the_first_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number}"

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.points, self.possible, self.has_passed, tuple(self.marks), self.equated)
