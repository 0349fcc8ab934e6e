import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.selectors.desk import desk_of
from analytics.selectors.posts import posts_of
from assessments.models import Attempt, Examination, ItemBank
from lms.competencies.models import RoleProfile, RoleRequirement
from lms.people.models import RoleAssignment, User
from lms.people.selectors.requirements import requirements_of

pytestmark = pytest.mark.django_db

STATEMENTS_ALLOWED = 13  # one of them for placements, one for what they waive


@pytest.fixture
def examination(framework):
    bank = ItemBank.objects.create(code="T", name={"en": "Bank"})
    return Examination.objects.create(
        code="T-01", title={"en": "Privacy at the counter"}, bank=bank, level=2, minutes=30
    )


@pytest.fixture
def sat(examination, now):
    """`sat(ada, days_ago=3, has_passed=True)`; without `has_passed` it is still open."""

    def sat(user, *, days_ago=0, has_passed=None):
        began = now - timedelta(days=days_ago)
        is_open = has_passed is None
        return Attempt.objects.create(
            learner=user,
            examination=examination,
            status="open" if is_open else "submitted",
            started_at=began,
            deadline=began + timedelta(minutes=30),
            closed_at=None if is_open else began + timedelta(minutes=20),
            seed=1,
            score=None if is_open else 8,
            max_score=None if is_open else 10,
            has_passed=has_passed,
        )

    return sat


def page_of(as_, user):
    return as_(user).get(reverse("analytics:desk")).content.decode()


def test_the_front_door_is_open_and_leads_to_the_desk(client, as_, ada):
    response = client.get("/")
    assert response.status_code == HTTPStatus.OK
    assert reverse("account_login") in response.content.decode()
    assert as_(ada).get("/").headers["Location"] == "/my/"


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/my/").status_code == HTTPStatus.FOUND


def test_the_desk_shows_what_the_post_needs(as_, ada, give, now):
    give(ada, "S1", value=4.5, at=now)
    for kind in ("exam", "simulation"):
        give(ada, "P2", value=0.0, at=now, kind=kind)
    desk = desk_of(ada, now)
    assert [line.standing.code for line in desk.critical] == ["S1"]
    assert desk.counts == {"met": 1, "gap": 1, "undetermined": 0, "not_assessed": 1}
    page = page_of(as_, ada)
    assert "Counter clerk · Unit X1" in page
    assert reverse("assessments:level", args=["S1"]) in page


def test_without_a_post_the_desk_tells_what_to_do(as_, hua):
    assert "No post is recorded for you yet" in page_of(as_, hua)


def test_with_nothing_assessed_the_desk_tells_what_to_do_first(as_, ada):
    assert "unknown, not zero" in page_of(as_, ada)


def test_an_open_attempt_can_be_resumed(as_, ada, sat):
    attempt = sat(ada)
    page = page_of(as_, ada)
    assert "Still open" in page
    assert reverse("assessments:attempt", args=[attempt.public_id, 1]) in page


def test_a_passed_examination_is_shown_and_falls_due(as_, ada, sat, now):
    sat(ada, days_ago=690, has_passed=True)
    desk = desk_of(ada, now)
    assert [(one.title, one.percent, one.has_passed) for one in desk.shown] == [("Privacy at the counter", 80, True)]
    assert [one.matter.value for one in desk.due] == ["exam_renewal"]
    assert "Renew the examination" in page_of(as_, ada)


def test_a_renewed_examination_is_not_due(ada, sat, now):
    sat(ada, days_ago=690, has_passed=True)
    sat(ada, days_ago=5, has_passed=True)
    assert desk_of(ada, now).due == []


def test_old_and_unsure_evidence_is_due_for_a_recheck(ada, give, now):
    give(ada, "S1", value=3.0, at=now - timedelta(days=500))
    assert [one.matter.value for one in desk_of(ada, now).due] == ["recheck"]


def test_posts_and_demands_in_one_statement_equal_the_ground_floors(ada, ben, units, chief, framework, clerk):
    newer = RoleProfile.objects.create(post=clerk, framework=framework, effective_from=date(2025, 6, 1))
    RoleRequirement.objects.create(
        profile=newer, competency=framework.competencies.get(code="C1"), level=5, criticality=2
    )
    RoleProfile.objects.create(post=clerk, framework=framework, effective_from=date(2099, 1, 1))
    RoleAssignment.objects.create(user=ada, unit=units["X2"], post=chief, starts_on=date(2025, 1, 1))
    RoleAssignment.objects.create(user=ben, unit=units["Y1"], post=chief, starts_on=date(2025, 1, 1))
    today = date(2026, 1, 1)
    held = posts_of(ada, today)
    assert held.required == requirements_of(ada, today)
    assert {(str(one.post), str(one.unit)) for one in held.posts} == {
        ("Counter clerk", "Unit X1"),
        ("Section chief", "Unit X2"),
    }


def test_a_profile_emptied_by_its_successor_demands_nothing(as_, ada, framework, clerk):
    RoleProfile.objects.create(post=clerk, framework=framework, effective_from=date(2025, 6, 1))
    assert posts_of(ada, date(2026, 1, 1)).required == requirements_of(ada, date(2026, 1, 1)) == {}
    page = page_of(as_, ada)
    assert "Counter clerk · Unit X1" in page
    assert "Competency S1" not in page


def test_statements_stay_few_and_constant(as_, ada, give, now, sat):
    client = as_(ada)
    client.get("/my/")
    with CaptureQueriesContext(connection) as few:
        client.get("/my/")
    for code in ("S1", "C1", "P2"):
        for days in range(5):
            give(ada, code, value=3.0, at=now - timedelta(days=days))
    for days in range(1, 6):
        sat(ada, days_ago=days, has_passed=days == 1)
    with CaptureQueriesContext(connection) as many:
        client.get("/my/")
    assert len(many) == len(few) <= STATEMENTS_ALLOWED, [one["sql"][:90] for one in many.captured_queries]


def test_the_language_of_the_reader(as_, ada):
    page = as_(ada).get("/my/", headers={"Accept-Language": "zh-hant"}).content.decode()
    assert "窗口辦事員" in page


def test_navigation_fits_the_reader(as_, ada, ben, hua):
    assert 'href="/hr/gaps/"' not in page_of(as_, ada)
    assert 'href="/hr/team/"' in page_of(as_, ben)
    page = page_of(as_, hua)
    assert 'href="/hr/gaps/"' in page
    assert 'href="/hr/team/"' not in page


def test_a_person_who_left_everything_still_has_a_desk(as_, db):
    lone = User.objects.create_user("lone@example.org", "a-long-enough-password", name="Lone")
    assert as_(lone).get("/my/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", ["/hr/gaps/", "/hr/trends/", "/hr/change/", "/hr/recheck/", "/hr/purpose/"])
def test_every_page_of_the_figures_marks_them_in_the_main_navigation(as_, hua, snapshot, address):
    assert current_in(as_(hua).get(address).text) == ["/hr/gaps/"]


def test_a_place_of_its_own_is_marked_by_itself(as_, ben, snapshot):
    assert current_in(as_(ben).get("/hr/team/conversations/").text) == ["/hr/team/"]
    assert current_in(as_(ben).get("/hr/risks/").text) == ["/hr/gaps/"]


def current_in(page):
    navigation = page.split('class="sz-nav', 1)[1].split("</nav>", 1)[0]
    return re.findall(r'href="([^"]+)"[^>]*aria-current="page"', navigation)
