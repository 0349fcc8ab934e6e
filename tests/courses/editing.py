"""Writing a lesson as the CMS's editor sends it."""

from http import HTTPStatus
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.models import CoursePage, LessonPage
from lms.people.models import User


def lesson_form(picture: Image, **changes: Any) -> dict[str, Any]:
    """A lesson with figure, table and self-check, as the editor of the CMS sends it."""
    options = streamlist(
        [
            {"text": "Nine", "is_correct": "on", "explanation": "Count them."},
            {"text": "Eight", "explanation": "One was missed."},
        ]
    )
    body = [
        ("prose", rich_text("<p>Count <b>before</b> you ask.</p>", features=["bold", "italic", "ol", "ul"])),
        ("figure", {"image": picture.pk, "alt": "A counter", "caption": "At the window", "source": "Own"}),
        ("table", {"caption": "Days", "header": "Step | Days", "rows": "Receipt | 1\nNotice | 5", "note": ""}),
        ("self_check", {"kind": "single", "stem": "How many forms?", "options": options}),
    ]
    fields = {
        "title": "Counting forms",
        "slug": "counting-forms",
        "summary": "You can count.",
        "position": "4",
        "minutes": "10",
        "sources": "A law",
        "review_by": "2027-06-30",
        "competencies": [],
        "body": streamfield(body),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }
    return nested_form_data({**fields, **changes})


def streamlist(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The form data of a ListBlock."""
    data: dict[str, Any] = {"count": str(len(items))}
    for number, item in enumerate(items):
        data[str(number)] = {"value": item, "id": "", "order": str(number), "deleted": "", "type": "item"}
    return data


def as_person(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def add_lesson(client: Client, course: CoursePage, picture: Image, **changes: Any) -> LessonPage:
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk])
    response = client.post(url, lesson_form(picture, **changes))
    assert response.status_code == HTTPStatus.FOUND, response.context["form"].errors.as_json()
    lesson: LessonPage = LessonPage.objects.child_of(course).get(slug="counting-forms")
    return lesson


def waiting_state(lesson: LessonPage) -> int:
    """The number of the review that the page waits in."""
    lesson.refresh_from_db()
    state = lesson.current_workflow_task_state
    assert state is not None
    return int(state.pk)


def decide(client: Client, lesson: LessonPage, decision: str, comment: str = "") -> int:
    url = reverse("page_review", args=[waiting_state(lesson)])
    return client.post(url, {"decision": decision, "comment": comment}).status_code
