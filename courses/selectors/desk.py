"""What authors, managers and reviewers find on the desk."""

from datetime import date

from django.db.models import Case, IntegerField, QuerySet, When
from wagtail.permission_policies.pages import PagePermissionPolicy

from lms.people.models import User

from ..models import CoursePage, LessonPage

LESSONS_SHOWN = 20


def courses_to_edit(user: User, language: str) -> QuerySet[CoursePage]:
    """By code; of each course the page in the reader's language first, since it names the row."""
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    courses: QuerySet[CoursePage] = CoursePage.objects.filter(pk__in=editable.values("pk"))
    is_own = Case(When(locale__language_code__iexact=language, then=0), default=1, output_field=IntegerField())
    return courses.select_related("locale").order_by("code", is_own, "locale_id")


def lessons_past_review(user: User, on: date) -> QuerySet[LessonPage]:
    """Published lessons whose facts were to be reviewed before this day, oldest first."""
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    lessons: QuerySet[LessonPage] = LessonPage.objects.filter(live=True, review_by__lt=on, pk__in=editable.values("pk"))
    return lessons.order_by("review_by")[:LESSONS_SHOWN]
