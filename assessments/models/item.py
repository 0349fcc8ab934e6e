"""The item bank: plain tables, out of reach of the CMS's choosers, history, search and API (trust.md, decision 1)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.base.fields import LocalizedTextField


class Cognitive(models.TextChoices):
    RECALL = "recall", _("recall")
    APPLY = "apply", _("apply")
    JUDGE = "judge", _("judge")


class ItemBank(models.Model):
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True)
    name = LocalizedTextField(_("name"))
    unit = models.ForeignKey(
        "people.OrgUnit", on_delete=models.PROTECT, related_name="+", verbose_name=_("owned by"), null=True
    )
    # Attempts after which an item is known too well to be drawn; none: no limit.
    exposure_cap = models.PositiveIntegerField(_("most attempts that may draw an item"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["code"]
        verbose_name = _("item bank")
        verbose_name_plural = _("item banks")

    def __str__(self) -> str:
        return self.code


class Item(models.Model):
    """One scorable task through all its versions."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField(_("number"))
    exposures = models.PositiveIntegerField(default=0)  # attempts that drew it, as last counted

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["bank", "number"]
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [models.UniqueConstraint(fields=["bank", "number"], name="item_number_once_a_bank")]

    def __str__(self) -> str:
        # Never the stem: this string reaches logs and listings.
        return f"{self.bank.code}-{self.number:03d}"


class ItemVersion(models.Model):
    """What a candidate sees. A version that was ever drawn is never edited: a change is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")
        TRIAL = "trial", _("on trial")  # drawn beside the scored items, marked, not counted
        LIVE = "live", _("live")
        RESTING = "resting", _("resting")
        RETIRED = "retired", _("retired")

    class Kind(models.TextChoices):
        """As in `domain.items.registry`; a test holds the two together."""

        SINGLE = "single", _("one right answer")
        MULTIPLE = "multiple", _("several right answers")
        MATCHING = "matching", _("matching")
        ORDERING = "ordering", _("putting in order")
        NUMERIC = "numeric", _("a number")
        HOT_SPOT = "hot_spot", _("marking a document")
        FORM_FILL = "form_fill", _("filling in a form")
        CASE_SET = "case_set", _("several tasks on one case")
        LETTER = "letter", _("composing a letter")
        SHORT_TEXT = "short_text", _("a short text, marked by two people")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    competency = models.ForeignKey("competencies.Competency", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))
    cognitive = models.CharField(_("cognitive level"), max_length=8, choices=Cognitive)
    stem = LocalizedTextField(_("stem"))
    body = models.JSONField(default=dict)  # what the kind shows beside the stem: see `domain.items`
    difficulty = models.FloatField(_("expected difficulty"), default=0.0)  # logits at the cut, judged by experts
    lesson = models.CharField(_("source lesson"), max_length=20, blank=True)
    source = models.CharField(_("law or rule"), max_length=250, blank=True)
    review_by = models.DateField(_("review by"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)  # over what is shown; set when it goes live

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["item", "-number"]
        verbose_name = _("item version")
        verbose_name_plural = _("item versions")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.UniqueConstraint(fields=["item"], condition=Q(status="live"), name="one_live_version_an_item"),
            models.UniqueConstraint(fields=["item"], condition=Q(status="trial"), name="one_trial_version_an_item"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(author=None) | ~Q(reviewer=models.F("author")),
                name="nobody_reviews_their_own_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} v{self.number}"


class ItemKey(models.Model):
    """The key in force, in a table of its own that the delivery of exams never selects (trust.md, decision 2).

    Once a candidate has met the version, only a regrade replaces it, and keeps the former one as `FormerKey`.
    """

    class Ruling(models.TextChoices):
        SCORED = "scored", _("scored by its key")
        NOT_COUNTED = "not_counted", _("does not count")
        FULL_MARK = "full_mark", _("full mark for everybody")

    version = models.OneToOneField(ItemVersion, on_delete=models.PROTECT, related_name="key", primary_key=True)
    right = models.JSONField(default=dict)  # as the kind reads it: {"correct": ["a"]} for a choice
    rationales = models.JSONField(default=dict)  # what is explained → {"en": …, "zh-hant": …}: see `Kind.reasons`
    number = models.PositiveSmallIntegerField(default=1)  # how many keys the version has had
    ruling = models.CharField(max_length=12, choices=Ruling, default=Ruling.SCORED)
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("item key")
        verbose_name_plural = _("item keys")

    def __str__(self) -> str:
        return f"key of {self.version_id}"
