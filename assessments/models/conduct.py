"""Irregular answering: runs of the indicators over an examination, and the cases that people look at.

Kept apart from everything that managers, HR or reports read: only a bank's reviewers and the candidate concerned do.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .attempt import Attempt
from .examination import Examination


class ConductRun(models.Model):
    """The indicators over the sittings of some days, as they came out; figures stay, names do not.

    `pending` holds what two independent indicators say about a sitting, as long as nobody has decided to open cases.
    What a single indicator says about somebody is never stored.
    """

    class Status(models.TextChoices):
        PREVIEW = "preview", _("preview, no case opened")
        OPENED = "opened", _("cases opened")
        DISCARDED = "discarded", _("discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="conduct_runs")
    since = models.DateField(_("sittings from"))
    until = models.DateField(_("until"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.PREVIEW)
    sittings = models.PositiveIntegerField()
    without_times = models.PositiveIntegerField()  # left out of all indicators of time
    lines = models.JSONField()  # [{"indicator", "tests", "findings", "silence"}, …]
    alone = models.PositiveIntegerField()  # sittings about which one source says something, and no other
    agreeing = models.PositiveIntegerField()  # sittings about which two do
    pending = models.JSONField(default=list)  # [{"attempt": pk, "facts": [...]}, …]; emptied by a decision
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("started"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("run of conduct indicators")
        verbose_name_plural = _("runs of conduct indicators")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="preview", decided_at=None)
                | (~Q(status="preview") & Q(pending=[], decided_at__isnull=False)),
                name="a_decided_run_holds_no_names",
            )
        ]

    def __str__(self) -> str:
        return f"{self.examination_id} {self.since}–{self.until}"


class ConductCase(models.Model):
    """One sitting that people look at: the person is heard, one reviewer writes a finding, another one decides."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        PROPOSED = "proposed", _("waits for a second person")
        CLEARED = "cleared", _("closed, the result stands")
        SET_ASIDE = "set_aside", _("result set aside, new sitting offered")
        PUT_BACK = "put_back", _("result put back in force after an appeal")
        UPHELD = "upheld", _("result set aside, appeal declined")

    class Finding(models.TextChoices):
        UNFOUNDED = "unfounded", _("unfounded: the figures have an ordinary explanation")
        NOTHING = "nothing", _("nothing found: the result stands")
        SET_ASIDE = "set_aside", _("result set aside, new sitting offered")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    run = models.ForeignKey(ConductRun, on_delete=models.PROTECT, related_name="cases")
    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="conduct_case")
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.OPEN)
    facts = models.JSONField()  # of the findings, as the run found them; the other of a pair by its attempt's number
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answer = models.TextField(max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True)
    finding = models.CharField(_("finding"), max_length=10, choices=Finding, blank=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)  # the candidate reads it once it is decided
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)  # between reviewers
    appeal = models.TextField(max_length=5000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    appeal_decided_at = models.DateTimeField(null=True)
    appeal_reason = models.TextField(_("reason"), max_length=5000, blank=True)  # the candidate reads it

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-opened_at", "pk"]
        verbose_name = _("case of conduct")
        verbose_name_plural = _("cases of conduct")
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open") | (Q(found_by__isnull=False) & ~Q(finding="") & ~Q(reason="")),
                name="a_finding_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "proposed"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("found_by"))),
                name="nobody_decides_on_their_own_finding",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["put_back", "upheld"])
                | (Q(appeal_by__isnull=False) & ~Q(appeal_by=F("found_by")) & ~Q(appeal_by=F("decided_by"))),
                name="an_appeal_is_heard_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        # Never the person nor the facts: this string reaches logs and listings.
        return f"{self.public_id}"
