"""A page goes to learners through a second person, and only as that person read it."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.images.models import Image

from courses.models import CourseEdition, CoursePage, LessonPage
from courses.services.framework_editing import resolve_all_editions
from lms.base.models import AuditEvent
from lms.people.models import User
from tests.courses.editing import add_lesson, as_person, decide, lesson_form, waiting_state

# The image library of the CMS leaves its spooled files to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def edit_url(page: LessonPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_lesson_goes_from_its_author_through_a_second_person_to_the_learner(
    desk: CoursePage, picture: Image, mei: User, rui: User, ada: User
) -> None:
    manager = as_person(mei)
    lesson = add_lesson(manager, desk, picture, **{"action-submit": "1"})
    assert not lesson.live

    preview = manager.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    for words in ("Counting forms", "At the window", "<caption", "How many forms?", "Count them."):
        assert words in preview

    assert as_person(ada).get("/courses/F-11/counting-forms/").status_code == HTTPStatus.NOT_FOUND
    assert "No page waits for you" in manager.get("/cms/").content.decode()
    assert decide(manager, lesson, "approve") == HTTPStatus.NOT_FOUND

    reviewer = as_person(rui)
    assert reverse("page_review", args=[waiting_state(lesson)]) in reviewer.get("/cms/").content.decode()
    page = reviewer.get(reverse("page_review", args=[waiting_state(lesson)])).content.decode()
    assert "Counting forms" in page and str(mei) in page
    assert reviewer.get(edit_url(lesson)).status_code == HTTPStatus.OK
    assert decide(reviewer, lesson, "approve") == HTTPStatus.FOUND
    lesson.refresh_from_db()
    assert lesson.live
    home = reviewer.get("/cms/").content.decode()
    assert "is published: learners see it now" in home and "No page waits for you" in home

    learner = as_person(ada)
    page = learner.get("/courses/F-11/counting-forms/").content.decode()
    assert 'alt="A counter"' in page and '<th scope="row">Notice</th>' in page and "How many forms?" in page
    source = page.split('<img src="/media/images/', 1)[1].split('"', 1)[0]
    assert learner.get(f"/media/images/{source}").headers["Content-Type"] == "image/png"
    assert list(
        AuditEvent.objects.filter(object_id=str(lesson.pk), action__in=["review.approved", "page.published"])
        .order_by("sequence")
        .values_list("action", "actor_label")
    ) == [("page.published", rui.email), ("review.approved", rui.email)]


def test_strangers_to_the_review_find_nothing(
    desk: CoursePage, picture: Image, mei: User, ann: User, ada: User, hua: User
) -> None:
    lesson = add_lesson(as_person(mei), desk, picture, **{"action-submit": "1"})
    for user in (ann, ada, hua):
        assert decide(as_person(user), lesson, "approve") == HTTPStatus.NOT_FOUND
    lesson.refresh_from_db()
    assert not lesson.live


def test_what_waits_for_a_decision_cannot_be_changed_by_anybody(
    desk: CoursePage, picture: Image, mei: User, rui: User
) -> None:
    lesson = add_lesson(as_person(mei), desk, picture, **{"action-submit": "1"})
    sent = lesson.latest_revision_id
    chief = User.objects.create_superuser("chief@example.org", "a-long-enough-password", name="Chief")
    for user in (mei, rui, chief):
        as_person(user).post(edit_url(lesson), lesson_form(picture, title="Slipped in"))
        as_person(user).post(
            edit_url(lesson),
            {
                **lesson_form(picture, title="Slipped in"),
                "action-workflow-action": "1",
                "workflow-action-name": "approve",
            },
        )
    lesson.refresh_from_db()
    assert lesson.latest_revision_id == sent and not lesson.live
    assert decide(as_person(rui), lesson, "approve") == HTTPStatus.FOUND
    assert LessonPage.objects.get(pk=lesson.pk).title == "Counting forms"


def test_a_page_that_was_returned_can_be_written_on_and_sent_again(
    desk: CoursePage, picture: Image, mei: User, rui: User
) -> None:
    manager, reviewer = as_person(mei), as_person(rui)
    lesson = add_lesson(manager, desk, picture, **{"action-submit": "1"})
    assert decide(reviewer, lesson, "return") == HTTPStatus.OK  # a reason is needed
    assert decide(reviewer, lesson, "return", "Name the law.") == HTTPStatus.FOUND
    lesson.refresh_from_db()
    assert not lesson.workflow_in_progress
    manager.post(edit_url(lesson), lesson_form(picture, title="Counting forms by law", **{"action-submit": "1"}))
    assert decide(reviewer, lesson, "approve") == HTTPStatus.FOUND
    lesson.refresh_from_db()
    assert lesson.live and lesson.title == "Counting forms by law"


def test_a_reviewer_who_wrote_part_of_it_cannot_approve(desk: CoursePage, picture: Image, mei: User, rui: User) -> None:
    lesson = add_lesson(as_person(mei), desk, picture)
    lesson.title = "A reviewer's own words"
    lesson.save_revision(user=rui)
    as_person(mei).post(edit_url(lesson), lesson_form(picture, **{"action-submit": "1"}))
    for user in (rui, mei):
        assert decide(as_person(user), lesson, "approve") == HTTPStatus.NOT_FOUND
    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_nobody_publishes_past_the_review_not_even_a_superuser(desk: CoursePage, picture: Image, ann: User) -> None:
    chief = User.objects.create_superuser("chief@example.org", "a-long-enough-password", name="Chief")
    client = as_person(chief)
    lesson = add_lesson(client, desk, picture)
    assert not desk.permissions_for_user(chief).can_publish_subpage()
    client.post(edit_url(lesson), {**lesson_form(picture), "action-publish": "1"})
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={lesson.pk}&next=/cms/", {"id": [lesson.pk]})
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", desk.pk])
    client.post(add, {**lesson_form(picture, slug="another"), "action-publish": "1"})
    assert not LessonPage.objects.child_of(desk).filter(slug__in=["counting-forms", "another"], live=True).exists()


def titles(code: str = "F-11") -> list[str]:
    edition = CourseEdition.objects.get(code=code, language="en", is_current=True)
    return [lesson["title"] for lesson in edition.structure["lessons"]]


def test_a_draft_shows_in_no_edition_whatever_is_resolved(desk: CoursePage, picture: Image, mei: User) -> None:
    lesson = add_lesson(as_person(mei), desk, picture)
    before = titles()
    resolve_all_editions({})
    assert titles() == before and lesson.title not in before


def test_the_order_of_lessons_goes_through_the_review_like_their_text(
    desk: CoursePage, picture: Image, mei: User, rui: User
) -> None:
    manager = as_person(mei)
    add = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", desk.pk])
    assert 'name="position" value="4"' in manager.get(add).content.decode()
    lesson = add_lesson(manager, desk, picture, position="1", **{"action-submit": "1"})
    decide(as_person(rui), lesson, "approve")
    assert titles()[:2] == ["Lesson 1 in en", "Counting forms"]  # the older of two in one place comes first
    listing = manager.get(reverse("wagtailadmin_explore_results", args=[desk.pk])).content.decode()
    assert listing.index("Lesson 1 in en") < listing.index("Counting forms") < listing.index("Lesson 2 in en")
    chief = User.objects.create_superuser("chief@example.org", "a-long-enough-password", name="Chief")
    as_person(chief).post(reverse("wagtailadmin_pages:set_page_position", args=[lesson.pk]) + "?position=0")
    resolve_all_editions({})
    assert titles()[:2] == ["Lesson 1 in en", "Counting forms"]
