"""What people enter as evidence beside examinations and cases: who, on what, when, and with which pieces of work."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EvidenceEntry(models.Model):
    """Never rewritten: a new entry takes the place of a former one, and an entry that ended says when and why.

    `level`: what the person claims (portfolio, self-rating) or the manager saw; 0 is "none of it". A certificate has
    none: its mapping says what it is worth.
    """

    class Kind(models.TextChoices):
        PORTFOLIO = "portfolio", _("portfolio")
        SUPERVISOR = "supervisor", _("supervisor's rating")
        CERTIFICATE = "certificate", _("external certificate")
        SELF_RATING = "self_rating", _("self-rating")

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("evidence", "waiting")
        IN_FORCE = "in_force", pgettext_lazy("evidence", "counts")
        DECLINED = "declined", pgettext_lazy("evidence", "not accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("evidence", "withdrawn")
        REPLACED = "replaced", pgettext_lazy("evidence", "replaced by a newer one")
        EXPIRED = "expired", pgettext_lazy("evidence", "expired")
        STRUCK_OUT = "struck_out", pgettext_lazy("evidence", "struck out after it was contested")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence_entries")
    competency = models.ForeignKey("competencies.Competency", null=True, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    observed_on = models.DateField(_("day"))  # of the work, of what was observed, or of the certificate
    text = models.TextField(_("description"), max_length=5000, blank=True)
    reference = models.CharField(_("case or record number"), max_length=120, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.WAITING)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(_("reason"), max_length=2000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-entered_at", "-pk"]
        verbose_name = _("entry of evidence")
        verbose_name_plural = _("entries of evidence")
        indexes = [models.Index(fields=["kind", "status"], name="entries_by_kind_and_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "competency"],
                condition=Q(kind="self_rating", status="in_force"),
                name="one_self_rating_in_force",
            ),
            models.UniqueConstraint(
                fields=["learner", "competency", "entered_by"],
                condition=Q(kind="supervisor", status="in_force"),
                name="one_rating_in_force_a_supervisor",
            ),
            models.UniqueConstraint(
                fields=["learner", "competency"],
                condition=Q(kind="portfolio", status="waiting"),
                name="one_portfolio_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind="supervisor") | ~Q(entered_by=F("learner")), name="no_supervisor_of_oneself"
            ),
            models.CheckConstraint(condition=Q(level=None) | Q(level__lte=5), name="entry_on_the_scale"),
            models.CheckConstraint(
                condition=Q(kind="certificate") | Q(competency__isnull=False, level__isnull=False),
                name="entry_names_competency_and_level",
            ),
        ]

    def __str__(self) -> str:
        # Never the person nor the words: this string reaches logs and listings.
        return f"{self.kind} {self.public_id}"

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def counts(self) -> bool:
        return self.status == self.Status.IN_FORCE


class Artefact(models.Model):
    """A file that belongs to an entry: in the database, so that no web server hands it out; pictures written anew."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    entry = models.ForeignKey(EvidenceEntry, on_delete=models.CASCADE, related_name="artefacts")
    name = models.CharField(_("file"), max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of `data`
    data = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("piece of work")
        verbose_name_plural = _("pieces of work")
        constraints = [models.UniqueConstraint(fields=["entry", "digest"], name="artefact_once_an_entry")]

    def __str__(self) -> str:
        return f"{self.public_id}"
