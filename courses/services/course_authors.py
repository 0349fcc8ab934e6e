"""Giving a course to its authors. Their rights are rights on its pages, which administrators may narrow further."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from lms.base.audit import record
from lms.people.models import User

from ..models import CoursePage
from ..selectors.course_authors import group_name

DEMO_AUTHOR, DEMO_COURSE = "author@demo.example", "F-11"
RIGHTS = ("add_page", "change_page")


@transaction.atomic
def set_authors(*, course: UUID, authors: Iterable[User], by: User | None) -> None:
    """These and nobody else write the course, in all its languages."""
    group, is_new = Group.objects.get_or_create(name=group_name(course))
    pages = list(CoursePage.objects.filter(translation_key=course).order_by("locale_id"))
    if is_new:
        for page in pages:
            _give_rights(group, page)
    chosen = sorted(authors, key=lambda one: one.pk)
    group.user_set.set(chosen)
    record(by, "course.authors_set", pages[0], course=pages[0].code, authors=[one.email for one in chosen])


def open_to_authors(page: CoursePage) -> None:
    """A course in a further language is written by those who write it in the others."""
    for group in Group.objects.filter(name=group_name(page.translation_key)):
        _give_rights(group, page)


def _give_rights(group: Group, page: CoursePage) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def give_demo_author_a_course() -> None:
    """The demonstration author writes one course and finds no other."""
    author = User.objects.filter(email=DEMO_AUTHOR, is_demo=True).first()
    course = CoursePage.objects.filter(code=DEMO_COURSE).first()
    if author and course:
        set_authors(course=course.translation_key, authors=[author], by=None)
