"""Simulated cases: versions of scenarios, what is written towards the next, and runs of which only acts are stored."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class Scenario(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=20, unique=True)
    title = LocalizedTextField(_("title"))
    summary = LocalizedTextField(_("summary"))
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+", null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["code"]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def __str__(self) -> str:
        return self.code


class ScenarioVersion(models.Model):
    """The definition as it was checked; a run points at it for ever."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        RETIRED = "retired", _("no longer in use")  # runs may rest on it; it is void for none of them

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    definition = models.JSONField()
    content_hash = models.CharField(max_length=64)
    report = models.JSONField(default=dict)  # of the author-time check
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["scenario", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_once"),
            models.UniqueConstraint(fields=["scenario"], condition=Q(status="live"), name="one_live_scenario_version"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(author=None) | ~Q(reviewer=models.F("author")),
                name="nobody_releases_their_own_scenario",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scenario.code} v{self.number}"


class ScenarioDraft(models.Model):
    """What authors are working on: any text at all, sound or not, until it is stored as a version or discarded."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    scenario = models.OneToOneField(Scenario, null=True, on_delete=models.PROTECT, related_name="draft")  # None: new
    unit = models.ForeignKey("people.OrgUnit", on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField()
    revision = models.PositiveIntegerField(default=1)  # grows with every change; who saves an older one is refused
    report = models.JSONField(default=dict)  # of the last check asked for, with the revision it saw
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")

    def __str__(self) -> str:
        return str(self.definition.get("id", ""))


class CaseRun(models.Model):
    class Mode(models.TextChoices):
        PRACTICE = "practice", _("practice")
        EXAM = "exam", _("examination")
        TEST = "test", _("test play")  # of an author or reviewer, on any version; it counts for nothing and nowhere

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        FINISHED = "finished", _("finished")
        EXPIRED = "expired", _("time ran out")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_runs")
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="runs")
    variant = models.CharField(max_length=20)
    mode = models.CharField(max_length=10, choices=Mode)
    binding = models.CharField(max_length=64, blank=True)  # the one session that may act; practice binds none
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    resumed_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="resumptions")
    resumed_at_step = models.PositiveIntegerField(null=True)  # so many acts were taken over
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)  # examination mode only
    time_percent = models.PositiveSmallIntegerField(default=100)  # of the usual time, as granted at the start
    finished_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)  # 0 to 100
    has_passed = models.BooleanField(null=True)
    has_critical_breach = models.BooleanField(null=True)
    result = models.JSONField(default=dict)  # the score sheet, frozen when finished

    class Meta:
        verbose_name = _("case run")
        verbose_name_plural = _("case runs")
        indexes = [models.Index(fields=["learner", "-started_at"], name="runs_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "version", "mode"], condition=Q(status="open"), name="one_open_run_a_mode"
            ),
            models.CheckConstraint(
                condition=Q(resumed_from=None, resumed_at_step=None)
                | Q(mode="practice", resumed_from__isnull=False, resumed_at_step__isnull=False),
                name="only_practice_is_resumed_at_a_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"

    @property
    def is_exam(self) -> bool:
        return self.mode == self.Mode.EXAM


class CaseAction(models.Model):
    """One act, in order. The state is always recomputed from these."""

    run = models.ForeignKey(CaseRun, on_delete=models.CASCADE, related_name="actions")
    seq = models.PositiveIntegerField()  # from 1, without holes
    action = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["run", "seq"], name="action_once_a_place")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.seq}"


class DecisionSpread(models.Model):
    """What people chose in the letters of one variant, as it was last released; nobody's own choice is in it."""

    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="spreads")
    variant = models.CharField(max_length=20)
    mode = models.CharField(max_length=10, choices=CaseRun.Mode)
    people = models.PositiveIntegerField()  # who had finished a first run of their own at that time
    forms = models.JSONField(default=dict)  # see domain/casework/decisions.py
    released_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "variant", "mode"], name="one_spread_a_variant")]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.variant} ({self.mode})"
