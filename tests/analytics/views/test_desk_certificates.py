"""A real certificate, issued by passing, on the desk of its holder."""

from datetime import timedelta

import pytest

from analytics.selectors.desk import desk_of
from tests.certificates.conftest import achievement as achievement
from tests.certificates.conftest import examination as examination
from tests.certificates.conftest import signing_key as signing_key
from tests.certificates.conftest import sit as sit

pytestmark = pytest.mark.django_db


def test_a_certificate_is_shown_and_its_end_announced(as_, ada, achievement, sit, now):
    sit(ada, right=10)
    page = as_(ada).get("/my/").content.decode()
    assert "Test basics" in page
    assert "valid until" in page
    assert desk_of(ada, now).ending == []
    late = desk_of(ada, now + timedelta(days=320))
    assert [card.code for card in late.ending] == ["T-basic"]


def test_passing_shows_the_result_and_no_open_attempt(as_, ada, achievement, sit, now):
    sit(ada, right=10)
    desk = desk_of(ada, now)
    assert desk.to_resume == []
    assert desk.shown[0].percent == 100
    assert desk.shown[0].has_passed
