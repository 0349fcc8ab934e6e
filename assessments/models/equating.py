"""Points of one test form as points of another: proposed by one person, put in force by a second one (0017)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..domain.equating.conversion import Conversion
from .examination import Examination
from .test_form import TestForm


class Equating(models.Model):
    """Its figures are never rewritten. Sittings that begin while it holds keep it, whatever becomes of it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("waits for a second person")
        IN_FORCE = "in_force", _("in force")
        DROPPED = "dropped", _("not put in force")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Method(models.TextChoices):
        CIRCLE_ARC = "circle_arc", _("through the means (circle-arc)")
        RASCH = "rasch", _("through the difficulty of every item (Rasch)")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="equatings")
    number = models.PositiveIntegerField()  # from 1, in each examination
    form = models.ForeignKey(TestForm, on_delete=models.PROTECT, related_name="equatings")
    reference = models.ForeignKey(TestForm, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method)
    people = models.PositiveIntegerField()  # whose first sittings on the form were counted
    reference_people = models.PositiveIntegerField()
    # [{"version": 7, "code": "B-007 v1", "is_kept": true, "drift": 0.12}, …]; drift in logits, None where not looked at
    anchors = models.JSONField()
    has_flat_items = models.BooleanField(default=False)
    table = models.JSONField()  # for 0 to all points of the form, the points of the reference form
    errors = models.JSONField()  # standard errors in points, likewise
    status = models.CharField(_("state"), max_length=9, choices=Status, default=Status.PROPOSED)
    effective_from = models.DateField(_("In force from"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=2000, blank=True)  # why it was dropped or withdrawn

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["examination", "-number"]
        verbose_name = _("equating of test forms")
        verbose_name_plural = _("equatings of test forms")
        constraints = [
            models.UniqueConstraint(fields=["examination", "number"], name="equating_number_once_an_examination"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(status="proposed"), name="one_proposed_equating_a_form"
            ),
            models.UniqueConstraint(
                fields=["form", "effective_from"], condition=Q(status="in_force"), name="one_equating_a_form_and_day"
            ),
            models.CheckConstraint(condition=~Q(form=F("reference")), name="a_form_is_not_its_own_reference"),
            models.CheckConstraint(
                condition=~Q(status__in=["in_force", "withdrawn"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="nobody_puts_their_own_equating_in_force",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn")
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(reason="")),
                name="a_withdrawn_equating_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.examination.code} equating {self.number}"

    @property
    def conversion(self) -> Conversion:
        return Conversion(tuple(self.table))
