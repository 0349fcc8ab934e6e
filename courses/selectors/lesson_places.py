"""Lessons by the short reference that a rubric cites: `F-11/2` is the second lesson of F-11."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from lms.base.lessons import LessonPlace

from ..domain.structure import CourseStructure
from .structure import courses_of, current_editions


def lesson_places(refs: Collection[str], language: str) -> Mapping[str, LessonPlace]:
    """Only of lessons that are published; one small statement however many there are."""
    wanted = {ref: ref.partition("/") for ref in refs}
    held = courses_of({code for code, _, _ in wanted.values()}, language, current=current_editions())
    found = {ref: _place(held[code], number) for ref, (code, _, number) in wanted.items() if code in held}
    return {ref: place for ref, place in found.items() if place is not None}


def _place(course: CourseStructure, number: str) -> LessonPlace | None:
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(course.lessons)):
        return None
    lesson = course.lessons[int(number) - 1]
    if not lesson.has_content:
        return None
    url = reverse("courses:lesson", args=[course.code, lesson.slug])
    return LessonPlace(course=course.code, title=lesson.title, minutes=lesson.minutes, url=url)
