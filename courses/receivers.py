"""Publishing, unpublishing, moving and deleting of pages become editions and entries of the audit log."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import page_published, page_unpublished, post_page_move

from lms.base.audit import record
from lms.base.outbox import handles
from lms.people.models import User

from .models import CoursePage, LessonPage
from .services.course_authors import open_to_authors
from .services.framework_editing import RESOLVE_ALL, resolve_all_editions
from .services.publishing import request_edition, withdraw_editions

handles(RESOLVE_ALL, resolve_all_editions)


@receiver(page_published, sender=CoursePage, dispatch_uid="courses.course_published")
@receiver(page_published, sender=LessonPage, dispatch_uid="courses.lesson_published")
def on_published(*, instance: Page, revision: Revision, **_: Any) -> None:
    approver = _approver_of(revision)
    request_edition(course=_course_of(instance), by=approver, at=timezone.now())
    if revision.user_id or approver:
        author = revision.user.get_username() if revision.user else ""
        record(approver, "page.published", instance, revision=revision.pk, title=instance.title, author=author)


@receiver(page_unpublished, sender=CoursePage, dispatch_uid="courses.course_unpublished")
@receiver(page_unpublished, sender=LessonPage, dispatch_uid="courses.lesson_unpublished")
def on_unpublished(*, instance: Page, **_: Any) -> None:
    request_edition(course=_course_of(instance), by=None, at=timezone.now())


@receiver(post_page_move, dispatch_uid="courses.page_moved")
def on_moved(*, instance: Page, parent_page_before: Page, parent_page_after: Page, **_: Any) -> None:
    for page in {parent_page_before.pk: parent_page_before, parent_page_after.pk: parent_page_after}.values():
        course = CoursePage.objects.filter(pk=page.pk).first()
        if course is not None:
            request_edition(course=course, by=None, at=timezone.now())


@receiver(post_save, sender=CoursePage, dispatch_uid="courses.course_begun")
def on_course_begun(*, instance: CoursePage, created: bool, **_: Any) -> None:
    if created:
        open_to_authors(instance)


@receiver(post_delete, sender=LessonPage, dispatch_uid="courses.lesson_deleted")
def on_lesson_deleted(*, instance: LessonPage, **_: Any) -> None:
    course = CoursePage.objects.filter(path=instance.path[: -LessonPage.steplen]).first()
    if course is not None:
        request_edition(course=course, by=None, at=timezone.now())


@receiver(post_delete, sender=CoursePage, dispatch_uid="courses.course_deleted")
def on_course_deleted(*, instance: CoursePage, **_: Any) -> None:
    withdraw_editions(course=instance)


def _course_of(page: Page) -> CoursePage:
    if isinstance(page, CoursePage):
        return page
    course: CoursePage = CoursePage.objects.get(path=page.path[: -Page.steplen])
    return course


def _approver_of(revision: Revision) -> User | None:
    states = TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED)
    state = states.select_related("finished_by").order_by("-finished_at").first()
    return state.finished_by if state else None
