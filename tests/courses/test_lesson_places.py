"""Lessons by the short reference that a rubric cites, asked for from below through `lms.base.lessons`."""

import pytest
from django.urls import reverse

from lms.base.lessons import places_of

pytestmark = pytest.mark.django_db


def test_the_second_lesson_is_found_in_the_readers_language(course, signed_in):
    place = places_of({"F-11/2"}, "en")["F-11/2"]
    assert (place.course, place.title, place.minutes) == ("F-11", "Lesson 2 in en", 10)
    assert place.url == reverse("courses:lesson", args=["F-11", "lesson-2"])
    assert signed_in.get(place.url).status_code == 200
    assert places_of({"F-11/1"}, "zh-hant")["F-11/1"].title == "Lesson 1 in zh-hant"


@pytest.mark.parametrize("ref", ["F-11/3", "F-11/9", "F-11/0", "F-11/-1", "F-11/x", "F-11", "Z-99/1", "", "F-11/１"])
def test_what_is_not_published_is_left_out(course, ref):
    assert places_of({ref}, "en") == {}


def test_twenty_cost_as_much_as_one(course, make_course, django_assert_num_queries):
    make_course("F-12")
    places_of({"F-11/1", "F-12/1"}, "en")  # editions are kept in memory
    with django_assert_num_queries(1):
        places_of({"F-11/1"}, "en")
    with django_assert_num_queries(1):
        assert len(places_of({f"F-1{course}/{number}" for course in (1, 2) for number in (1, 2)}, "en")) == 4
    with django_assert_num_queries(0):
        assert places_of(set(), "en") == {}
