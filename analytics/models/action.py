"""What was promised against a gap, by whom and until when, and what became of it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .report import UnitReport

PERSON = settings.AUTH_USER_MODEL


class UnitAction(models.Model):
    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    class Option(models.TextChoices):
        TRAIN = "train", _("train")
        HIRE = "hire", _("recruit or transfer in")
        BORROW = "borrow", _("share with another unit")
        REDESIGN = "redesign", _("change the way of working")
        ASSESS = "assess", _("assess")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    report = models.ForeignKey(UnitReport, null=True, on_delete=models.PROTECT, related_name="actions")
    title = models.CharField(_("what was promised"), max_length=120)
    competency = models.CharField(_("competency"), max_length=8)
    option = models.CharField(_("by what means"), max_length=10, choices=Option)
    service = models.CharField(_("service that needs it"), max_length=60, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), help_text=_("Rounded, as in the report."))
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("owner"))
    due_on = models.DateField(_("due"))
    cost = models.PositiveIntegerField(_("cost in yuan"), default=0)
    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.OPEN)
    outcome = models.CharField(_("what came of it"), max_length=160, blank=True)
    closed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("action of a unit")
        verbose_name_plural = _("actions of units")
        indexes = [models.Index(fields=["status", "due_on"], name="actions_that_are_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_at=None)
                | (Q(closed_at__isnull=False) & ~Q(outcome="") & ~Q(status="open")),
                name="closed_actions_say_what_came_of_them",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ActionEvent(models.Model):
    """The history of an action; rows are only added."""

    class What(models.TextChoices):
        CREATED = "created", _("entered")
        CHANGED = "changed", _("changed")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")
        REOPENED = "reopened", _("taken up again")

    action = models.ForeignKey(UnitAction, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=8, choices=What)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=300, blank=True)  # the reason or outcome given
    changes = models.JSONField(default=dict)  # field → [before, after]

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action_id} {self.what}"
