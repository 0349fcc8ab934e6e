import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from analytics.models import Snapshot, SnapshotCell
from analytics.selectors.wording import state_of_things
from analytics.services.snapshots import take_snapshot
from lms.people.models import OrgUnit, Role, RoleAssignment, User
from lms.people.services.grants import grant_role
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

TRENDS, CHANGE = reverse("analytics:trends"), reverse("analytics:change")
READS_ALLOWED = 9  # one of them asks the gate


@pytest.fixture
def much_happened(academy, units, clerk, give, now):
    """A quarter in which a dozen clerks of X1 learned, did nothing, were first assessed, and joined, each."""
    for person in _clerks(units["X1"], clerk, "s", since=now - timedelta(days=400)):
        give(person, "S1", value=2.0, at=now - timedelta(days=150))
    latecomers = _clerks(units["X1"], clerk, "f", since=now - timedelta(days=400))
    take_snapshot(at=now - timedelta(days=120), occasion=Snapshot.Occasion.QUARTER)
    for person in latecomers:
        give(person, "S1", value=2.0, at=now - timedelta(days=20))
    at_x1 = [one.user for one in RoleAssignment.objects.filter(unit=units["X1"], post=clerk).select_related("user")]
    for person in at_x1[:12]:
        give(person, "S1", value=4.5, at=now - timedelta(days=3), kind="simulation")
    for person in _clerks(units["X1"], clerk, "n", since=now - timedelta(days=30)):
        give(person, "S1", value=5.0, at=now - timedelta(days=2))
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)


def _clerks(unit, post, name, *, since):
    """A dozen."""
    people = [
        User.objects.create(email=f"{name}{number}@example.org", name=f"{name}{number}", password="!")
        for number in range(12)
    ]
    for person in people:
        RoleAssignment.objects.create(user=person, unit=unit, post=post, starts_on=since)
    return people


@pytest.mark.parametrize("url", [TRENDS, CHANGE])
def test_readers_see_their_own_units_only(as_, client, ada, hua, ola, snapshot, units, url):
    assert client.get(url).status_code == HTTPStatus.FOUND
    assert as_(ada).get(url).status_code == HTTPStatus.NOT_FOUND
    mine = {"unit": units["X1"].public_id}
    assert as_(hua).get(url, mine).status_code == HTTPStatus.OK
    assert as_(ola).get(url, mine).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(url, {"unit": units["Y1"].public_id}).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(url, {"unit": "X1"}).status_code == HTTPStatus.NOT_FOUND
    page = as_(hua).get(url).content.decode()
    assert "Unit X" in page
    assert "Unit Y" not in page


@pytest.mark.parametrize("url", [TRENDS, CHANGE])
def test_before_the_first_snapshot_the_page_says_so(as_, hua, units, url):
    assert "No snapshot yet" in as_(hua).get(url).content.decode()


def test_each_small_trend_says_what_its_table_says(as_, hua, snapshot, units):
    page = as_(hua).get(TRENDS).context["page"]
    assert page.trends[0].title.startswith("S1")  # critical first
    for one in page.trends:
        known = [place for place, point in enumerate(one.points) if point.cell and point.cell.range]
        assert [dot.place for dot in one.chart.dots] == known
        assert reverse("analytics:competency", args=[units["X"].public_id, one.title[:2]]) == one.url
    assert len({one.chart.grid[0] for one in page.trends}) == 1  # one scale
    html = as_(hua).get(TRENDS).content.decode()
    assert html.count("<svg") == len(page.trends) == html.count("As a table")


def test_words_below_a_drawing_never_deny_what_it_shows(as_, hua, snapshot):
    shown = [one.points[-1].cell for one in as_(hua).get(TRENDS).context["page"].trends]
    known = next(cell for cell in shown if cell.coverage is not None)
    few = replace(known, people=45, assessed=15, not_assessed=30)
    share = round(100 * few.coverage)
    assert state_of_things(few) == f"{share} % of the 15 assessed. Unknown: assess 30 people first"
    assert state_of_things(replace(few, coverage=None)) == "Unknown: assess 30 people first"


def test_one_competency_is_drawn_for_the_unit_and_those_below(as_, hua, snapshot, units):
    page = as_(hua).get(TRENDS, {"competency": "S1"}).context["page"]
    assert page.trends[0].title == "Unit X"
    assert {one.title for one in page.trends} <= {"Unit X", "Unit X1", "Unit X2"}


def test_a_county_is_told_why_it_rose(as_, hua, much_happened, units):
    response = as_(hua).get(CHANGE, {"unit": units["X1"].public_id, "competency": "S1"})
    chosen = response.context["page"].chosen
    stored = SnapshotCell.objects.get(
        group__snapshot=much_happened, group__unit_id=units["X1"].public_id, group__kind="subtree", competency="S1"
    )
    assert chosen.now == round(100 * stored.coverage)
    assert chosen.before + sum(part.points for part in chosen.parts) == chosen.now
    points = {part.cause.value: part.points for part in chosen.parts}
    assert points["learning"] > 0
    assert points["joiners"] > 0
    html = response.content.decode()
    assert re.search(r"Coverage rose by \d+ points?: ", html)
    assert f"learning +{points['learning']}" in html


def test_what_is_hidden_says_why_it_has_no_change(as_, hua, much_happened, units):
    page = as_(hua).get(CHANGE, {"unit": units["X2"].public_id}).context["page"]
    hidden = SnapshotCell.objects.filter(
        ~Q(hides=""), group__snapshot=much_happened, group__unit_id=units["X2"].public_id, group__kind="subtree"
    )
    silent = {one.column.code: one.why_not for one in page.silent}
    assert hidden
    assert all(silent[cell.competency].startswith("Not shown") for cell in hidden)


def test_the_first_snapshot_has_nothing_to_compare_with(as_, hua, academy, now):
    take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    assert "Nothing to compare with" in as_(hua).get(CHANGE).content.decode()


@pytest.mark.parametrize("url", [TRENDS, f"{TRENDS}?competency=S1", CHANGE])
def test_statements_stay_few_however_large_the_administration(as_, hua, academy, units, clerk, give, now, url):
    counts = []
    for round_number in range(2):
        for number in range(6 * round_number):
            unit = OrgUnit(
                code=f"N{round_number}{number}", parent=units["X"], level="county", name={"en": f"New {number}"}
            )
            unit.path = unit.path_below(unit.parent)
            unit.save()
            for who in range(12):
                person = User.objects.create(email=f"{unit.code}{who}@example.org", name="P", password="!")
                RoleAssignment.objects.create(user=person, unit=unit, post=clerk, starts_on=now - timedelta(days=900))
                give(person, "S1", value=3.0, at=now - timedelta(days=200))
        at = now + timedelta(days=100 * round_number)
        take_snapshot(at=at, occasion=Snapshot.Occasion.QUARTER)
        client = as_(hua)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == HTTPStatus.OK
        counts.append(len(reads(captured.captured_queries)))
    assert counts[1] <= counts[0] + 1, counts  # a wish for a unit below is one statement
    assert max(counts) <= READS_ALLOWED


def test_a_manager_of_two_units_may_go_from_one_to_the_other(as_, ben, snapshot, units):
    grant_role(user=ben, role=Role.LINE_MANAGER, unit=units["Y1"], by=None)
    page = as_(ben).get(TRENDS).context["page"]
    assert {str(one.name) for one in page.around.choices} == {"Unit X1", "Unit Y1"}
