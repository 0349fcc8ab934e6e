"""Presence and answers become progress, by the server's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from assessments.selectors.levels import standing_of
from courses.domain.engagement import LessonDemand
from courses.models import CoursePage, LessonProgress
from courses.selectors.courses import view_of as course_view
from courses.selectors.lessons import view_of
from courses.selectors.pathway import next_steps
from courses.selectors.structure import course as course_structure
from courses.services.learning import Place, Sender, answer_check, note_presence, open_lesson
from lms.people.models import User

from .conftest import MakeCourse

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)


def later(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def place(course: CoursePage, ada: User) -> Place:
    structure = course_structure("F-11", "en")
    assert structure is not None
    return Place(learner=ada, course_code="F-11", lesson=structure.lessons[0])


def beacon(place: Place, seconds: int, at: datetime) -> LessonProgress:
    return note_presence(place=place, claimed_seconds=seconds, furthest_block=1, at=at)


def test_beacons_add_up_to_the_time_on_the_page(place: Place) -> None:
    open_lesson(place=place, at=NOON)
    for number in range(1, 5):
        row = beacon(place, 15, later(15 * number))
    assert row.visible_seconds == 60


def test_two_lessons_open_side_by_side_earn_one_time(place: Place, ada: User) -> None:
    structure = course_structure("F-11", "en")
    assert structure is not None
    other = Place(learner=ada, course_code="F-11", lesson=structure.lessons[1])
    open_lesson(place=place, at=NOON)
    open_lesson(place=other, at=NOON)
    for number in range(1, 9):
        beacon(place, 15, later(15 * number))
        beacon(other, 15, later(15 * number))
    assert sum(LessonProgress.objects.values_list("visible_seconds", flat=True)) == 120


def test_a_bare_form_vouches_for_some_minutes_and_a_script_for_none(place: Place, ada: User) -> None:
    view = view_of(ada, code="F-11", slug="lesson-1")
    assert view is not None
    (check, _), *_rest = view.checks.values()
    open_lesson(place=place, at=NOON)
    row = answer_check(place=place, check=check, chosen=["b"], sender=Sender.SCRIPT, at=later(3600))
    assert row.visible_seconds == 0
    row = answer_check(place=place, check=check, chosen=["b"], sender=Sender.BARE_FORM, at=later(7200))
    assert row.visible_seconds == 300


def test_a_lesson_is_worked_through_after_floor_and_checks_and_stays_so(place: Place, ada: User) -> None:
    view = view_of(ada, code="F-11", slug="lesson-1")
    assert view is not None
    (check, _), *_rest = view.checks.values()
    open_lesson(place=place, at=NOON)
    answered = answer_check(place=place, check=check, chosen=["b"], sender=Sender.SCRIPT, at=later(1))
    assert answered.worked_through_at is None
    row = beacon(place, 15, later(16))
    assert place.lesson.demand.floor_seconds <= 15
    assert row.worked_through_at == later(16)
    assert beacon(place, 15, later(31)).worked_through_at == later(16)
    seen = course_view(ada, "F-11")
    assert seen is not None
    assert (seen.completion.engaged, seen.completion.total) == (1, 2)


def test_the_floor_counts_what_a_reader_meets(place: Place) -> None:
    texts = ["One notice", "Name everything at once.", "What does one notice hold?", "Everything", "The first fault"]
    assert place.lesson.demand == LessonDemand(
        characters=sum(map(len, texts)), checks=frozenset(place.lesson.check_ids)
    )


def test_the_next_step_is_a_lesson_with_a_reason(make_course: MakeCourse, ada: User) -> None:
    from courses.models import CourseClaim
    from lms.competencies.models import Competency

    course = make_course(examination_code="T-01")
    assert next_steps(ada, standing_of(ada), passed={}) == []
    CourseClaim.objects.create(page=course, competency=Competency.objects.get(code="S1"), level=3)
    CoursePage.objects.get(pk=course.pk).save_revision().publish()
    (step,) = next_steps(ada, standing_of(ada), passed={})
    assert next_steps(ada, standing_of(ada), passed={"T-01": NOON}) == [], "nobody is sent back into a passed course"
    assert step.url == "/courses/F-11/lesson-1/"
    assert "Competency S1" in step.why
