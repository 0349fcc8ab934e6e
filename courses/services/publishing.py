"""Turning published pages into editions: structure and finished lessons, resolved once for each publication."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from lms.lib.canonical import digest
from lms.people.models import User

from ..blocks.rendering import render_body
from ..domain.structure import CourseStructure, Lesson, to_data
from ..models import CourseEdition, CoursePage, LessonPage, RenderedLesson

_waiting: ContextVar[set[int] | None] = ContextVar("courses_waiting_for_their_edition", default=None)


@contextmanager
def editions_resolved_at_the_end() -> Iterator[None]:
    """Many publications in a row cost one edition a course instead of one each."""
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for course in CoursePage.objects.filter(pk__in=waiting):
        resolve_edition(course=course, by=None, at=timezone.now())


def request_edition(*, course: CoursePage, by: User | None, at: datetime) -> None:
    waiting = _waiting.get()
    if waiting is None:
        resolve_edition(course=course, by=by, at=at)
    else:
        waiting.add(course.pk)


@transaction.atomic
def resolve_edition(*, course: CoursePage, by: User | None, at: datetime) -> CourseEdition | None:
    """The current edition of the course in its language; None when the course is not published. Repeating is free."""
    language = course.locale.language_code
    current = CourseEdition.objects.select_for_update().filter(key=course.translation_key, language=language)
    held = current.filter(is_current=True).first()
    if not course.live:
        current.update(is_current=False)
        return None
    structure = to_data(_structure(course, language))
    content_hash = digest(structure)
    if held and held.content_hash == content_hash:
        return held
    current.filter(is_current=True).update(is_current=False)
    return CourseEdition.objects.create(
        key=course.translation_key,
        code=course.code,
        language=language,
        content_hash=content_hash,
        structure=structure,
        published_at=at,
        published_by=by,
    )


def withdraw_editions(*, course: CoursePage) -> None:
    """A deleted course leaves the catalogue; its past editions stay as records."""
    editions = CourseEdition.objects.filter(key=course.translation_key, language=course.locale.language_code)
    editions.update(is_current=False)


def _structure(course: CoursePage, language: str) -> CourseStructure:
    pages = LessonPage.objects.child_of(course).live().in_order().prefetch_related("competencies")
    with translation.override(language):
        return course.structure(tuple(_lessons(pages, language)))


def _lessons(pages: Iterable[LessonPage], language: str) -> Iterator[Lesson]:
    """A published lesson without a body is one in preparation; drafts are nobody's but their authors'."""
    for page in pages:
        if not page.body:
            yield page.outline()
            continue
        body = render_body(page.body, language)
        content_hash = digest(body.parts)
        words = "\n".join(body.texts).casefold()
        RenderedLesson.objects.get_or_create(content_hash=content_hash, defaults={"parts": body.parts, "words": words})
        yield page.outline(body=body, content_hash=content_hash)
