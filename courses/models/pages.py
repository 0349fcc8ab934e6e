"""Course index → course → lesson, one tree a language; `translation_key` ties the languages together."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from ..domain.structure import EVERY_COMPETENCY, Claim, CourseStructure, Lesson
from ..forms.course_page import EditCourseForm
from .catalogue import Tier, Track
from .four_eyes import ReviewedPage
from .texts import lines_of

COURSE_CODE = RegexValidator(r"^[A-Z]-\d{2}$", _("A capital letter, a hyphen and two digits, such as F-11."))


class CourseIndexPage(ReviewedPage):
    """Root of one language's courses."""

    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["courses.CoursePage"]
    page_description = _("Root of one language's courses")
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        verbose_name = _("course index")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int | None, str | None, str | None]:
        return None, "", reverse("courses:catalogue")


class CoursePage(ReviewedPage):
    code = models.CharField(_("code"), max_length=8, validators=[COURSE_CODE], db_index=True)
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="+", verbose_name=_("track"))
    tier = models.ForeignKey(Tier, on_delete=models.PROTECT, related_name="+", verbose_name=_("tier"))
    hours = models.PositiveSmallIntegerField(_("hours"), default=1, validators=[MinValueValidator(1)])
    validity_months = models.PositiveSmallIntegerField(_("certificate valid for, in months"), default=24)
    audience = models.TextField(_("audience"), blank=True)
    assessment = models.TextField(_("how it is assessed"), blank=True)
    objectives = models.TextField(
        _("objectives"), blank=True, help_text=_("One a line; each continues “After this course you can”.")
    )
    prerequisite_note = models.CharField(_("further condition"), max_length=200, blank=True)
    edition_of = models.CharField(
        _("edition of"), max_length=8, blank=True, help_text=_("Code of the course whose place it takes.")
    )
    examination_code = models.SlugField(_("examination"), max_length=20, blank=True)
    scenario_code = models.SlugField(_("simulated case"), max_length=20, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)

    parent_page_types: ClassVar[list[str]] = ["courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["courses.LessonPage"]
    base_form_class = EditCourseForm
    page_description = _("A course: what it leads to, for whom, and its lessons")
    template = "courses/course.html"

    content_panels = [
        *ReviewedPage.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("hours"), FieldPanel("validity_months")]),
        FieldRowPanel([FieldPanel("track"), FieldPanel("tier"), FieldPanel("review_by")]),
        FieldPanel("objectives"),
        FieldPanel("audience"),
        MultiFieldPanel(
            [
                FieldPanel("assessment"),
                FieldRowPanel([FieldPanel("examination_code"), FieldPanel("scenario_code")]),
            ],
            heading=_("Assessment"),
        ),
        InlinePanel("claims", heading=_("Levels it can lead to"), label=_("Level")),
        InlinePanel("prerequisites", heading=_("Prerequisites"), label=_("Course")),
        FieldRowPanel([FieldPanel("prerequisite_note"), FieldPanel("edition_of")]),
    ]
    promote_panels = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*ReviewedPage.search_fields, index.SearchField("code"), index.SearchField("objectives")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int | None, str | None, str | None]:
        return None, "", reverse("courses:course", args=[self.code])

    def get_admin_display_title(self) -> str:
        return f"{self.code} {super().get_admin_display_title()}"

    def clean(self) -> None:
        super().clean()
        twins = CoursePage.objects.filter(code=self.code, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and twins.exists():
            raise ValidationError({"code": _("Another course of this language has this code.")})

    def structure(self, lessons: tuple[Lesson, ...]) -> CourseStructure:
        """The page and these lessons as plain data; nothing of it needs the database again."""
        return CourseStructure(
            key=str(self.translation_key),
            code=self.code,
            language=self.locale.language_code,
            title=self.title,
            track=self.track.code,
            track_name=str(self.track),
            tier=self.tier.code,
            tier_name=str(self.tier),
            hours=self.hours,
            validity_months=self.validity_months,
            audience=self.audience,
            assessment=self.assessment,
            objectives=tuple(lines_of(self.objectives)),
            all_of=tuple(one.code for one in self.prerequisites.all() if one.kind == CoursePrerequisite.Kind.ALL),
            any_of=tuple(one.code for one in self.prerequisites.all() if one.kind == CoursePrerequisite.Kind.ANY),
            prerequisite_note=self.prerequisite_note,
            edition_of=self.edition_of,
            claims=tuple(claim.as_claim() for claim in self.claims.all()),
            lessons=lessons,
            examination_code=self.examination_code or None,
            scenario_code=self.scenario_code or None,
            review_by=self.review_by.isoformat() if self.review_by else "",
        )

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from .lesson import LessonPage

        pages = LessonPage.objects.child_of(self).live().in_order().prefetch_related("competencies") if self.pk else []
        structure = self.structure(tuple(page.outline() for page in pages))
        return {"course": structure, "language": structure.language, "is_preview": True}


class CourseClaim(Orderable):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="claims")
    competency = models.ForeignKey(
        "competencies.Competency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("competency"),
        help_text=_("Empty: every competency of the framework."),
    )
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(5)])

    def __str__(self) -> str:
        return f"{self.competency.code if self.competency else EVERY_COMPETENCY} → {self.level}"

    def as_claim(self) -> Claim:
        if self.competency is None:
            return Claim(code=EVERY_COMPETENCY, name=str(_("Every competency of the framework")), level=self.level)
        return Claim(code=self.competency.code, name=str(self.competency.name), level=self.level)


class CoursePrerequisite(Orderable):
    class Kind(models.TextChoices):
        ALL = "all", _("required")
        ANY = "any", _("one of these")

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="prerequisites")
    code = models.CharField(_("code of the course"), max_length=8, validators=[COURSE_CODE])
    kind = models.CharField(_("kind"), max_length=3, choices=Kind, default=Kind.ALL)

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        if not CoursePage.objects.filter(code=self.code).exists():
            raise ValidationError({"code": _("There is no course with this code.")})
