"""Which course is written by whom."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils.translation import get_language

from lms.people.models import Role, User

from ..models import CoursePage

WRITERS = (Role.AUTHOR, Role.TRAINING_MANAGER)


@dataclass(frozen=True, slots=True)
class CourseRow:
    key: UUID
    title: str
    authors: list[User]


def group_name(key: UUID) -> str:
    """Of the group whose members write a course, in all its languages."""
    return f"course {key}"


def possible_authors() -> QuerySet[User]:
    """Whoever holds a right that leads to the authors' desk and to no course by itself."""
    writers = User.objects.filter(is_active=True, grants__role__in=WRITERS, grants__ended_at=None)
    return writers.distinct().order_by("name", "pk")


def authors_of(keys: Collection[UUID]) -> dict[UUID, list[User]]:
    names = {group_name(key): key for key in keys}
    groups = Group.objects.filter(name__in=names).prefetch_related("user_set")
    return {names[group.name]: list(group.user_set.all()) for group in groups}


def courses_with_authors() -> list[CourseRow]:
    """By code, each named in the reader's language where it is written in it."""
    titles: dict[UUID, str] = {}
    language = (get_language() or "").lower()
    for page in CoursePage.objects.select_related("locale").order_by("code", "locale_id"):
        if page.translation_key not in titles or page.locale.language_code.lower() == language:
            titles[page.translation_key] = str(page)
    authors = authors_of(titles)
    return [CourseRow(key, title, authors.get(key, [])) for key, title in titles.items()]
