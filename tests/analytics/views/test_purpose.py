from http import HTTPStatus

import pytest
from django.urls import reverse

from analytics.sections import SECTIONS
from analytics.views.stated import KEY
from lms.base.models import AuditEvent
from lms.people.models import Role
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

MAP = "analytics:gaps"


@pytest.fixture
def at_the_door(client, hua, snapshot):
    """HR, signed in, before any purpose was stated."""
    client.force_login(hua)
    return client


def state(client, goal="", **answer):
    url = reverse("analytics:purpose")
    return client.post(f"{url}?next={goal}" if goal else url, answer)


def test_nobody_reads_a_figure_before_saying_what_for(at_the_door, units):
    for url in (reverse(MAP), reverse("analytics:unit", args=[units["X"].public_id])):
        response = at_the_door.get(f"{url}?at=1")
        assert response.status_code == HTTPStatus.FOUND
        assert response.url == f"{reverse('analytics:purpose')}?next={url.replace('/', '%2F')}%3Fat%3D1"
    assert not AuditEvent.objects.filter(action="gaps.viewed").exists()


def test_after_saying_so_one_is_where_one_wanted_to_be_and_not_asked_again(at_the_door, units):
    goal = reverse("analytics:unit", args=[units["X"].public_id])
    assert state(at_the_door, goal, purpose="budget").url == goal
    assert at_the_door.get(goal).status_code == HTTPStatus.OK
    assert "You read these figures for: Preparing a budget." in at_the_door.get(reverse(MAP)).content.decode()


def test_every_look_is_logged_with_the_purpose_of_its_time(at_the_door):
    state(at_the_door, purpose="audit")
    at_the_door.get(reverse(MAP))
    state(at_the_door, purpose="other", words="Answer to the council")
    at_the_door.get(reverse(MAP))
    looks = [event.detail for event in AuditEvent.objects.filter(action="gaps.viewed").order_by("sequence")]
    assert [look["purpose"] for look in looks] == ["audit", "other"]
    assert looks[1]["purpose_words"] == "Answer to the council"
    assert AuditEvent.objects.filter(action="gaps.purpose_stated").count() == 2


@pytest.mark.parametrize("answer", [{}, {"purpose": "curiosity"}, {"purpose": "other"}])
def test_an_empty_or_unknown_purpose_is_none(at_the_door, answer):
    response = state(at_the_door, **answer)
    assert response.status_code == HTTPStatus.OK
    assert KEY not in at_the_door.session


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_on_stays_within_the_academy(at_the_door, goal):
    assert state(at_the_door, goal, purpose="audit").url == reverse(MAP)


def test_who_may_not_read_is_not_asked(client, ada, snapshot):
    assert client.get(reverse("analytics:purpose")).url.startswith(reverse("account_login"))
    client.force_login(ada)
    for name in ("analytics:purpose", MAP):
        assert client.get(reverse(name)).status_code == HTTPStatus.NOT_FOUND


def test_no_page_of_the_figures_forgets_to_ask_or_to_log(as_, at_the_door, hua, cleo, units, rf):
    """Whatever is registered among the tabs, now or later."""
    grant_role(user=hua, role=Role.ADMINISTRATOR, unit=units["P"], by=None)
    request = rf.get("/")
    request.user = hua
    others = {reverse("analytics:exports"), reverse("analytics:actions")}  # a file asks by itself; no figures
    links = [link for link in SECTIONS.links(request) if link.url not in others]
    assert len(links) >= 3
    for link in links:
        response = at_the_door.get(link.url)
        assert response.status_code == HTTPStatus.FOUND, f"{link.url} shows figures without asking what for"
    client = as_(hua)
    for link in links:
        assert client.get(link.url).status_code == HTTPStatus.OK
    looks = AuditEvent.objects.filter(action="gaps.viewed")
    assert {look.detail["purpose"] for look in looks} == {"training_plan"}


def test_an_auditor_reads_the_purposes_in_words(at_the_door, client, ben, units):
    state(at_the_door, purpose="other", words="Answer to the council")
    at_the_door.get(reverse(MAP))
    grant_role(user=ben, role=Role.AUDITOR, unit=units["P"], by=None)
    client.force_login(ben)
    page = client.get(reverse("people:audit"), {"action": "gaps.viewed"}).content.decode()
    assert "Another purpose" in page
    assert "Answer to the council" in page
