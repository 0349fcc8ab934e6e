"""The life of a version at the authors' desk: who did what, when, and what they said about it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _


class ReviewStep(models.Model):
    """One act on an item version or a scenario version. Rows are added, never rewritten.

    Comments may quote a key, so they stay here, behind the rights of the bank, and never enter the audit log.
    """

    class Kind(models.TextChoices):
        DRAFTED = "drafted", _("written")
        EDITED = "edited", _("changed")
        SUBMITTED = "submitted", _("sent to review")
        TAKEN_BACK = "taken_back", _("taken back")
        RETURNED = "returned", _("returned to the author")
        COMMENTED = "commented", _("commented")
        REVIEWED = "reviewed", _("approved")
        TRIED = "tried", _("put on trial")
        RELEASED = "released", _("put into use")
        RESTED = "rested", _("set to rest")
        RETIRED = "retired", _("retired")

    item_version = models.ForeignKey(
        "assessments.ItemVersion", null=True, on_delete=models.PROTECT, related_name="steps"
    )
    scenario_version = models.ForeignKey(
        "assessments.ScenarioVersion", null=True, on_delete=models.PROTECT, related_name="steps"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(blank=True)

    # The CMS's index of references would list these rows on its usage pages.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")
        constraints = [
            models.CheckConstraint(
                condition=Q(item_version=None, scenario_version__isnull=False)
                | Q(item_version__isnull=False, scenario_version=None),
                name="review_step_has_one_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


def last_step(target: str) -> Subquery:
    """The kind of the latest step that moved a version; `target` is item_version or scenario_version."""
    lookup: dict[str, Any] = {target: OuterRef("pk")}
    steps = ReviewStep.objects.filter(**lookup).exclude(kind=ReviewStep.Kind.COMMENTED)
    return Subquery(steps.order_by("-at", "-pk").values("kind")[:1])
