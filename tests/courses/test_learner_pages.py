"""What learners meet: catalogue, course, lesson; who may enter; how many statements a page costs."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import CourseEdition, CoursePage, Enrolment, LessonPage, LessonProgress
from courses.services.lesson_files import stable_id
from lms.lib.canonical import digest
from lms.people.models import User

from .conftest import CHECK, MakeCourse

LESSON = "/courses/F-11/lesson-1/"
STATEMENTS_ALLOWED = 7  # one of them for what a placement waives
PAGES = ["/catalogue/", "/courses/F-11/", LESSON]


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_asked_to_sign_in(client: Client, course: CoursePage, path: str) -> None:
    response = client.get(path)
    assert response.status_code == HTTPStatus.FOUND
    assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("path", PAGES)
def test_every_signed_in_person_may_learn(client: Client, course: CoursePage, cleo: User, path: str) -> None:
    client.force_login(cleo)
    assert client.get(path).status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["/courses/X-99/", "/courses/F-11/lesson-3/", "/courses/F-11/nothing/"])
def test_what_is_unknown_or_in_preparation_is_not_found(signed_in: Client, course: CoursePage, path: str) -> None:
    assert signed_in.get(path).status_code == HTTPStatus.NOT_FOUND


def test_lessons_in_preparation_stand_in_the_outline_without_a_link(signed_in: Client, course: CoursePage) -> None:
    page = signed_in.get("/courses/F-11/").content.decode()
    assert "Lesson 3 in en" in page and "In preparation" in page
    assert "/courses/F-11/lesson-3/" not in page


def test_an_unpublished_lesson_disappears_at_once(signed_in: Client, course: CoursePage) -> None:
    LessonPage.objects.child_of(course).get(slug="lesson-1").unpublish()
    LessonPage.objects.get(slug="lesson-1", locale__language_code="zh-hant").unpublish()
    assert signed_in.get(LESSON).status_code == HTTPStatus.NOT_FOUND
    assert signed_in.get("/courses/F-11/lesson-2/").status_code == HTTPStatus.OK


def test_a_lesson_missing_in_ones_language_is_shown_in_the_nearest_and_marked(
    signed_in: Client, course: CoursePage
) -> None:
    page = signed_in.get("/courses/F-11/lesson-2/", headers={"Accept-Language": "zh-hant"}).content.decode()
    assert "Lesson 2 in en" in page and "<article data-lesson" in page
    assert 'lang="en"' in page.split("<article", 1)[1].split(">", 1)[0]


def test_the_first_lesson_opened_enrols_once(signed_in: Client, course: CoursePage, ada: User) -> None:
    for path in (LESSON, LESSON, "/courses/F-11/lesson-2/"):
        signed_in.get(path)
    assert Enrolment.objects.filter(learner=ada, course_code="F-11").count() == 1
    assert LessonProgress.objects.filter(learner=ada).count() == 2


def test_a_request_for_the_head_of_a_lesson_enrols_nobody(signed_in: Client, course: CoursePage) -> None:
    assert signed_in.head(LESSON).status_code == HTTPStatus.OK
    assert not Enrolment.objects.exists() and not LessonProgress.objects.exists()


def _statements(client: Client, path: str) -> int:
    client.get(path)  # the first visit enrols and fills the memory of the process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == HTTPStatus.OK
    return len(queries)


def _lengthen(code: str, lessons: int) -> None:
    """Publish the course with so many lessons, all with the content of its first."""
    edition = CourseEdition.objects.get(code=code, is_current=True)
    first = edition.structure["lessons"][0]
    numbers = range(len(edition.structure["lessons"]) + 1, lessons + 1)
    added = [{**first, "key": stable_id(f"{code}/{n}"), "slug": f"lesson-{n}", "title": f"Lesson {n}"} for n in numbers]
    edition.structure = {**edition.structure, "lessons": [*edition.structure["lessons"], *added]}
    edition.content_hash = digest(edition.structure)
    edition.save()


@pytest.mark.parametrize("path", ["/courses/F-11/", LESSON])
def test_a_page_costs_few_statements_however_long_the_course(
    signed_in: Client, make_course: MakeCourse, path: str
) -> None:
    make_course("F-11", announced=0, examination_code="F-11", scenario_code="SIM-1")
    _lengthen("F-11", 20)
    at_twenty = _statements(signed_in, path)
    _lengthen("F-11", 200)
    assert "Lesson 200" in signed_in.get(path).content.decode()
    assert at_twenty == _statements(signed_in, path) <= STATEMENTS_ALLOWED


def test_the_catalogue_does_not_grow_with_its_courses(signed_in: Client, make_course: MakeCourse) -> None:
    make_course("F-11")
    few = _statements(signed_in, "/catalogue/")
    for number in range(12, 16):
        make_course(f"F-{number}", lessons=1, announced=0)
    assert _statements(signed_in, "/catalogue/") == few


def test_the_catalogue_finds_words_of_another_language(signed_in: Client, course: CoursePage) -> None:
    page = signed_in.get("/catalogue/", {"q": "Lesson 1 zh-hant"}).content.decode()
    assert "Course F-11 in en" in page and "Lesson 1 in en" in page
    assert "Nothing found" in signed_in.get("/catalogue/", {"q": "zebra"}).content.decode()


def test_the_catalogue_finds_what_lessons_say(signed_in: Client, course: CoursePage) -> None:
    page = signed_in.get("/catalogue/", {"q": "EVERYTHING at once"}).content.decode()
    assert "Course F-11 in en" in page and "Lesson 1 in en" in page and "Lesson 3 in en" not in page
    assert "Nothing found" in signed_in.get("/catalogue/", {"q": "everything zebra"}).content.decode()


def test_a_self_check_answers_without_scripts_and_explains_every_option(signed_in: Client, course: CoursePage) -> None:
    before = signed_in.get(LESSON).content.decode()
    assert "Nobody is sent home twice." not in before
    page = signed_in.post(f"{LESSON}check/", {"check": CHECK, "chosen": "b"}, follow=True).content.decode()
    assert "Not yet." in page and "Nobody is sent home twice." in page and "Then comes the second visit." in page
    assert "<h1>" in page
    fragment = signed_in.post(
        f"{LESSON}check/", {"check": CHECK, "chosen": "a"}, headers={"X-Requested-With": "fetch"}
    ).content.decode()
    assert "Every answer is explained above." in fragment and "<h1>" not in fragment


def test_an_empty_answer_is_asked_for_again_and_not_kept(signed_in: Client, course: CoursePage, ada: User) -> None:
    page = signed_in.post(f"{LESSON}check/", {"check": CHECK}).content.decode()
    assert "Choose an answer first." in page
    assert not LessonProgress.objects.filter(learner=ada, answers__has_key=CHECK).exists()


def test_a_check_of_another_lesson_is_not_found(signed_in: Client, course: CoursePage) -> None:
    response = signed_in.post("/courses/F-11/lesson-2/check/", {"check": CHECK, "chosen": "a"})
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_presence_cannot_be_bought(signed_in: Client, course: CoursePage, ada: User) -> None:
    signed_in.get(LESSON)
    for _ in range(5):
        signed_in.post(f"{LESSON}presence/", {"seconds": "86400", "block": "999"})
    row = LessonProgress.objects.get(learner=ada)
    assert row.visible_seconds < 5
    assert row.furthest_block == 3


def test_originals_and_other_files_are_not_served_as_pictures(signed_in: Client) -> None:
    for name in ("../original_images/x.png", "x.svg", "nothing.png", "..%2f..%2fetc/passwd.png"):
        assert signed_in.get(f"/media/images/{name}").status_code == HTTPStatus.NOT_FOUND
