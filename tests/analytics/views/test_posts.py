from http import HTTPStatus

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.models import SnapshotCell
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

READS_ALLOWED = 9


@pytest.fixture
def url_of(units):
    """`url_of("X1", "CC", "S1")`"""

    def url_of(unit, post, code=""):
        args = [units[unit].public_id, post]
        return (
            reverse("analytics:post_competency", args=[*args, code]) if code else reverse("analytics:post", args=args)
        )

    return url_of


def stored(snapshot, unit, post):
    return SnapshotCell.objects.filter(
        group__snapshot=snapshot, group__unit_id=unit.public_id, group__kind="post", group__post_code=post
    )


def test_unit_leads_to_post_and_post_to_competency_and_back(as_, hua, snapshot, units, url_of):
    client = as_(hua)
    unit = client.get(reverse("analytics:unit", args=[units["X1"].public_id])).content.decode()
    assert f'href="{url_of("X1", "CC")}"' in unit
    post = client.get(url_of("X1", "CC")).content.decode()
    assert "Counter clerk" in post
    assert f'href="{url_of("X1", "CC", "S1")}"' in post
    leaf = client.get(url_of("X1", "CC", "S1"))
    assert leaf.status_code == HTTPStatus.OK
    assert f'href="{url_of("X1", "CC")}"' in leaf.content.decode()
    competency = client.get(reverse("analytics:competency", args=[units["X1"].public_id, "S1"])).content.decode()
    assert f'href="{url_of("X1", "CC", "S1")}"' in competency


def test_a_post_shows_what_is_stored_of_it_and_no_more(as_, hua, snapshot, units, url_of):
    lines = as_(hua).get(url_of("X1", "CC")).context["page"].lines
    cells = {one.competency: one for one in stored(snapshot, units["X1"], "CC")}
    assert {line.cell.competency for line in lines} == set(cells)
    for line in lines:
        assert line.cell.coverage == cells[line.cell.competency].coverage
        assert bool(line.why_hidden) == bool(cells[line.cell.competency].hides)


def test_few_holders_say_why_nothing_is_shown(as_, hua, snapshot, units, url_of):
    assert not stored(snapshot, units["X1"], "CH").filter(Q(hides="") | Q(people__isnull=False))
    page = as_(hua).get(url_of("X1", "CH")).content.decode()
    assert "Nothing of this post may be shown" in page
    assert "Not shown: fewer than 10 people" in page
    assert "Not shown: fewer than 10 people" in as_(hua).get(url_of("X1", "CH", "P2")).content.decode()


def test_levels_stand_beside_the_demand(as_, hua, snapshot, units, url_of):
    response = as_(hua).get(url_of("X1", "CC", "S1"))
    cell = stored(snapshot, units["X1"], "CC").get(competency="S1")
    if cell.hides:
        assert response.context["page"].levels is None
        return
    rungs = response.context["page"].levels.rungs
    assert [one.shown for one in rungs] == [*cell.figures["levels"]["verified"], cell.figures["levels"]["not_assessed"]]
    assert [one.demanded for one in rungs if one.demanded] == [cell.people]  # the profile of clerks asks for one level
    assert "Levels shown and demanded" in response.content.decode()


def test_a_post_out_of_reach_or_held_by_nobody_does_not_exist(as_, client, ada, hua, ola, snapshot, url_of):
    for url in (url_of("X1", "CC"), url_of("X1", "CC", "S1")):
        assert client.get(url).status_code == HTTPStatus.FOUND
        assert as_(ada).get(url).status_code == HTTPStatus.NOT_FOUND
        assert as_(ola).get(url).status_code == HTTPStatus.NOT_FOUND
        client.logout()
    for url in (url_of("Y1", "CC"), url_of("X1", "ZZ"), url_of("X1", "ZZ", "S1"), url_of("X1", "CC", "ZZ")):
        assert as_(hua).get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("code", ["", "S1"])
def test_statements_stay_few(as_, hua, snapshot, url_of, code):
    client = as_(hua)
    client.get(url_of("X1", "CC", code))
    with CaptureQueriesContext(connection) as captured:
        client.get(url_of("X1", "CC", code))
    assert len(reads(captured.captured_queries)) <= READS_ALLOWED
