from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.models import AccessEntry
from lms.base.models import AuditEvent
from lms.competencies.models import Post
from lms.people.models import RoleAssignment

pytestmark = pytest.mark.django_db

URL = "/hr/team/"


def test_a_manager_sees_states_of_the_own_unit_and_no_other(as_, ben, ada, cleo, give, now):
    give(ada, "S1", value=4.5, at=now)
    page = as_(ben).get(URL).content.decode()
    assert "Ada" in page
    assert "Cleo" not in page
    assert "sz-state--met" in page
    assert "needs 3" in page


@pytest.mark.parametrize("code", ["X2", "X", "Y1"])
def test_other_units_do_not_exist_for_the_manager(as_, ben, units, cleo, code):
    assert as_(ben).get(URL, {"unit": units[code].public_id}).status_code == HTTPStatus.NOT_FOUND


def test_only_line_managers_enter(as_, client, ada, hua):
    assert as_(ada).get(URL).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(URL).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(URL).status_code == HTTPStatus.FOUND


def test_who_looked_is_visible_to_the_person(as_, ben, ada):
    assert "Nobody has looked" in as_(ada).get(reverse("analytics:access")).content.decode()
    as_(ben).get(URL)
    as_(ben).get(URL)
    page = as_(ada).get(reverse("analytics:access")).content.decode()
    assert "Ben" in page
    assert '<td class="sz-num" data-label="Times">2</td>' in page
    assert "Line manager" in page and "leading the team" in page
    assert AccessEntry.objects.filter(subject=ada, viewer=ben).count() == 2
    assert not AccessEntry.objects.filter(subject=ben).exists()
    assert AuditEvent.objects.filter(action="team.viewed", actor_id=ben.pk).count() == 2


def test_one_sees_only_looks_at_oneself(as_, ben, ada, cleo):
    as_(ben).get(URL)
    assert "Ben" not in as_(cleo).get(reverse("analytics:access")).content.decode()


def test_the_page_names_who_may_look(as_, ben, ada):
    assert "Ben · Unit X1" in as_(ada).get(reverse("analytics:access")).content.decode()


def test_statements_do_not_grow_with_the_team(as_, ben, ada, academy, units):
    client = as_(ben)
    client.get(URL)
    RoleAssignment.objects.filter(unit=units["X1"]).exclude(user__in=[ben, ada]).update(unit=units["X2"])
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    RoleAssignment.objects.filter(unit=units["X2"]).update(unit=units["X1"])
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) == len(few)


def test_nobody_above_and_not_oneself_is_on_the_page(as_, ben, ada, hua, units, clerk):
    director = Post.objects.create(code="BD", name={"en": "Director"}, staff_group="decision")
    RoleAssignment.objects.create(user=hua, unit=units["X1"], post=director, starts_on="2025-01-01")
    page = as_(ben).get(URL).content.decode()
    people = page.split("<main", 1)[1]
    assert "Ada" in people and "Hua" not in people and ">Ben<" not in people
    assert not AccessEntry.objects.filter(subject=hua).exists()
    assert "Ben" not in as_(hua).get(reverse("analytics:access")).content.decode().split("<main", 1)[1]
