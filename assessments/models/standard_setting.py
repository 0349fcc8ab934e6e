"""A panel of judges that sets a cut score: who sat on it, what they saw, what they said, and who signed (0013)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lms.base.fields import LocalizedTextField

from .examination import Examination
from .item import ItemVersion


class Panel(models.Model):
    """One level of one examination, judged by a set of people on a frozen set of items."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        ROUND_1 = "round_1", _("first round")
        DISCUSSION = "discussion", _("discussion")
        ROUND_2 = "round_2", _("second round")
        CLOSED = "closed", _("closed")
        IN_FORCE = "in_force", _("cut score signed")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="panels")
    level = models.PositiveSmallIntegerField(_("level"))
    borderline = LocalizedTextField(_("the borderline person"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREPARING)
    convener = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)  # from then on the judges know the items, whatever becomes of the panel
    closed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("panel of judges")
        verbose_name_plural = _("panels of judges")

    def __str__(self) -> str:
        return f"{self.examination.code} {self.created_at:%Y-%m-%d}"

    @property
    def open_round(self) -> int | None:
        """1 or 2 while judges rate."""
        return {self.Status.ROUND_1.value: 1, self.Status.ROUND_2.value: 2}.get(self.status)


class PanelItem(models.Model):
    """An item version as the panel judges it, with its place in the list and its weight."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()  # from 1
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, related_name="+")
    points = models.FloatField()  # what it counts on an average form, frozen with the blueprint of that day

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "position"], name="panel_position_once"),
            models.UniqueConstraint(fields=["panel", "version"], name="panel_version_once"),
            models.CheckConstraint(condition=Q(points__gt=0), name="panel_item_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}/{self.position}"


class Judge(models.Model):
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="judges")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgeships")
    expertise = models.CharField(_("expertise"), max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = pgettext_lazy("person", "judge")
        verbose_name_plural = _("judges")
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="judge_once_a_panel")]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.user_id}"


class Rating(models.Model):
    """How likely the borderline person answers right, in the eyes of one judge in one round."""

    judge = models.ForeignKey(Judge, on_delete=models.CASCADE, related_name="ratings")
    item = models.ForeignKey(PanelItem, on_delete=models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()  # 1 or 2
    percent = models.PositiveSmallIntegerField()  # 0 to 100
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "item", "round"], name="rating_once_a_round"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="rating_is_a_percentage"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="rating_in_one_of_two_rounds"),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id}/{self.item_id} round {self.round}"


class CutProposal(models.Model):
    """A cut as its convener puts it forward and a second person signs or returns it. Never rewritten once decided."""

    class Decision(models.TextChoices):
        WAITING = "waiting", _("waiting for a signature")
        SIGNED = "signed", _("signed")
        RETURNED = "returned", _("returned")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="proposals")
    recommended = models.FloatField()  # by the panel, as a share of the maximum
    standard_error = models.FloatField()  # of what is recommended, as a share
    judges = models.PositiveSmallIntegerField()  # whose ratings are in it
    shift = models.FloatField(_("policy shift"), default=0.0)  # share, added to what is recommended
    reason = models.TextField(_("reason for the shift"), blank=True)
    effective_from = models.DateField(_("In force from"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("proposed cut score")
        verbose_name_plural = _("proposed cut scores")
        constraints = [
            models.UniqueConstraint(
                fields=["panel"], condition=Q(decision="waiting"), name="one_open_proposal_a_panel"
            ),
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_by=None, decided_at=None)
                | (~Q(decision="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="decided_proposals_say_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="nobody_signs_their_own_cut"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.share:.3f} from {self.effective_from:%Y-%m-%d}"

    @property
    def share(self) -> float:
        return self.recommended + self.shift
