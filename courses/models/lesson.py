"""A lesson: the page that authors write, and its plain data once published."""

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from ..blocks.lesson_body import LessonBody
from ..blocks.rendering import RenderedBody, render_body
from ..domain.self_checks import from_data
from ..domain.structure import Lesson
from ..forms.lesson_page import EditLessonForm
from .four_eyes import ReviewedPage
from .pages import CoursePage
from .texts import lines_of


class LessonQuerySet(PageQuerySet):
    def in_order(self) -> "LessonQuerySet":
        """As they are taught."""
        ordered: LessonQuerySet = self.order_by("position", "path")
        return ordered


class LessonPage(ReviewedPage):
    position = models.PositiveSmallIntegerField(
        _("place in the course"), default=1, validators=[MinValueValidator(1)], help_text=_("1 is the first lesson.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What the learner can do afterwards."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20)
    competencies = ParentalManyToManyField(
        "competencies.Competency", blank=True, related_name="+", verbose_name=_("competencies")
    )
    body = StreamField(LessonBody(), blank=True, verbose_name=_("lesson"))
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Laws and public references, one a line, titles only.")
    )
    review_by = models.DateField(_("review by"), null=True, blank=True)

    objects = PageManager.from_queryset(LessonQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = EditLessonForm
    page_description = _("A lesson: text, examples, figures, tables and self-checks")
    template = "courses/lesson.html"

    content_panels = [
        *ReviewedPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("minutes"), FieldPanel("review_by")]),
        FieldPanel("competencies", widget=CheckboxSelectMultiple),
        FieldPanel("sources"),
    ]
    promote_panels = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []
    search_fields = [*ReviewedPage.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int | None, str | None, str | None]:
        course = self.get_parent().specific_deferred
        return None, "", reverse("courses:lesson", args=[CoursePage.objects.get(pk=course.pk).code, self.slug])

    def outline(self, *, body: RenderedBody | None = None, content_hash: str = "") -> Lesson:
        """Plain data; without a body the lesson counts as in preparation."""
        return Lesson(
            key=str(self.translation_key),
            slug=self.slug,
            title=self.title,
            summary=self.summary,
            minutes=self.minutes,
            language=self.locale.language_code,
            competencies=tuple(competency.code for competency in self.competencies.all()),
            sources=tuple(lines_of(self.sources)),
            review_by=self.review_by.isoformat() if self.review_by else "",
            content_hash=content_hash,
            headings=body.headings if body else (),
            blocks=body.blocks if body else 0,
            characters=body.characters if body else 0,
            check_ids=body.check_ids if body else (),
        )

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        body = render_body(self.body, self.locale.language_code)
        outline = self.outline(body=body, content_hash="preview")
        course = CoursePage.objects.filter(pk=self.get_parent().pk).first()
        parts = [
            {"check": from_data(part["check"]), "block": part["block"], "is_explained": True}
            if "check" in part
            else part
            for part in body.parts
        ]
        return {
            "course": course.structure((outline,)) if course else None,
            "lesson": outline,
            "parts": parts,
            "is_preview": True,
        }
