"""A small academy: course F-11 with two published lessons and one announced, in two languages."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.signal_handlers import disable_reference_index_auto_update

from courses.models import CourseIndexPage, CoursePage, LessonPage, Tier, Track
from courses.services.desk_setup import set_up_rights, set_up_roots
from courses.services.lesson_files import stable_id
from lms.competencies.models import Framework
from lms.people.models import OrgUnit, Role, User
from lms.people.services.grants import grant_role

CHECK = "2f0f4a6e-0000-4000-8000-000000000001"
BODY = [
    {"type": "heading", "value": "One notice", "id": "b1"},
    {"type": "prose", "value": "<p>Name <b>everything</b> at once.</p>", "id": "b2"},
    {
        "type": "self_check",
        "id": CHECK,
        "value": {
            "kind": "single",
            "stem": "What does one notice hold?",
            "options": [
                {"text": "Everything", "is_correct": True, "explanation": "Nobody is sent home twice."},
                {"text": "The first fault", "is_correct": False, "explanation": "Then comes the second visit."},
            ],
        },
    },
]

MakeCourse = Callable[..., CoursePage]


@pytest.fixture
def roots(framework: Framework) -> dict[str, CourseIndexPage]:
    for position, code in enumerate(("all", "frontline")):
        Track.objects.create(code=code, position=position, name={"en": code.title(), "zh-hant": f"軌道{position}"})
    Tier.objects.create(code="foundation", ordinal=1, name={"en": "Foundation", "zh-hant": "基礎"})
    return set_up_roots()


@pytest.fixture
def make_course(roots: dict[str, CourseIndexPage]) -> MakeCourse:
    def make(
        code: str = "F-11", *, language: str = "en", lessons: int = 2, announced: int = 1, **fields: Any
    ) -> CoursePage:
        course = CoursePage(
            **{
                "title": f"Course {code} in {language}",
                "slug": code.lower(),
                "code": code,
                "locale": roots[language].locale,
                "translation_key": stable_id(code),
                "track": Track.objects.get(code="frontline"),
                "tier": Tier.objects.get(code="foundation"),
                "hours": 4,
                "objectives": "write one notice\ncount the days",
                "live": False,
                **fields,
            }
        )
        with disable_reference_index_auto_update():
            _add(roots[language], course, lessons=lessons, announced=announced)
        return course

    return make


def _add(root: CourseIndexPage, course: CoursePage, *, lessons: int, announced: int) -> None:
    language = root.locale.language_code
    root.add_child(instance=course)
    for number in range(1, lessons + announced + 1):
        lesson = LessonPage(
            title=f"Lesson {number} in {language}",
            slug=f"lesson-{number}",
            locale=root.locale,
            translation_key=stable_id(f"{course.code}/{number}"),
            minutes=10,
            position=number,
            live=False,
        )
        if number <= lessons:
            lesson.body = LessonPage._meta.get_field("body").to_python(json.dumps(_body(number)))
        course.add_child(instance=lesson)
        lesson.save_revision().publish()
    course.save_revision().publish()


def _body(number: int) -> list[dict[str, Any]]:
    """The self-check of lesson 1 has the id CHECK."""
    return [{**block, "id": block["id"] if number == 1 else stable_id(f"{number}/{block['id']}")} for block in BODY]


@pytest.fixture
def course(make_course: MakeCourse) -> CoursePage:
    make_course(language="zh-hant", lessons=1)
    return make_course()


@pytest.fixture
def signed_in(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def _staff(name: str, role: Role, unit: OrgUnit) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", "a-long-enough-password", name=name)
    grant_role(user=user, role=role, unit=unit, by=None)
    return user


@pytest.fixture
def mei(units: dict[str, OrgUnit]) -> User:
    """Training manager."""
    return _staff("Mei", Role.TRAINING_MANAGER, units["P"])


@pytest.fixture
def rui(units: dict[str, OrgUnit]) -> User:
    """Reviewer."""
    return _staff("Rui", Role.REVIEWER, units["P"])


@pytest.fixture
def ann(units: dict[str, OrgUnit]) -> User:
    """Author."""
    return _staff("Ann", Role.AUTHOR, units["P"])


@pytest.fixture
def desk(course: CoursePage) -> CoursePage:
    """The course with the desk's groups and review set up."""
    set_up_rights()
    return course


@pytest.fixture
def picture(db: None) -> Iterator[Image]:
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 20), "white").save(buffer, "PNG")
    yield Image.objects.create(title="Window", file=ImageFile(buffer, "window.png"))
