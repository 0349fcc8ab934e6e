"""Levels as they stood when last worked out, and how many people stand where; kept with every change (0027).

All of it can be worked out anew from evidence and posts. Hence plain numbers and no foreign keys: a figure protects
nobody from being removed, and writing one looks nothing up. The nightly check sweeps what speaks of nothing any more.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

NOT_ASSESSED = -1


class CurrentLevel(models.Model):
    """One person and competency of which there is evidence."""

    learner_id = models.BigIntegerField()
    competency_id = models.BigIntegerField()
    mean = models.FloatField()
    sd = models.FloatField()
    level = models.SmallIntegerField()  # verified at planning certainty; NOT_ASSESSED without direct evidence
    is_assessed = models.BooleanField()
    computed_at = models.DateTimeField()  # mean and sd are as of then: they move as evidence ages

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("current level")
        verbose_name_plural = _("current levels")
        constraints = [models.UniqueConstraint(fields=["learner_id", "competency_id"], name="one_current_level")]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.competency_id}: {self.level}"


class CountedPlace(models.Model):
    """In which post and unit a person is counted: in every one held, so a person with two posts counts in both."""

    learner_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    post_id = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner_id", "unit_id", "post_id"], name="counted_once_in_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.unit_id} {self.post_id}"


class LevelRollup(models.Model):
    """How many holders of a post in a unit stand at a level of a competency; the levels from NOT_ASSESSED to 5."""

    unit_id = models.BigIntegerField()
    post_id = models.BigIntegerField()
    competency_id = models.BigIntegerField()
    level = models.SmallIntegerField()
    people = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_id", "post_id", "competency_id", "level"], name="one_rollup_cell")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.post_id} {self.competency_id} {self.level}: {self.people}"
