"""What falls due: the page against a count of its own over the released facts, and who may look."""

from dataclasses import replace
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from analytics.domain.facts import Leaves
from analytics.models import Snapshot, SnapshotCell
from analytics.selectors.expiring import certificates_ahead
from analytics.services.parts import Stage, codes_in, facts_in
from analytics.services.snapshots import take_snapshot
from certificates.models import Achievement, Credential
from lms.people.access import scope_of
from lms.people.models import EmploymentRecord, Role, RoleAssignment, User
from tests.analytics.views.test_gaps import reads

pytestmark = pytest.mark.django_db

STATEMENTS = 8
URL = reverse("analytics:recheck")


def test_published_months_are_those_of_the_people_behind_them(academy, give, now):
    for number, person in enumerate(academy):
        give(person, "S1", value=3.9, at=now - timedelta(days=30 * (number % 12)))
    snapshot = take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    leaves, found = Leaves(), 0
    released = {
        code: facts_in(snapshot.build, Stage.RELEASED, code, leaves)
        for code in codes_in(snapshot.build, Stage.RELEASED)
    }
    for cell in SnapshotCell.objects.filter(group__snapshot=snapshot, group__kind="subtree", hides=""):
        facts = released[cell.competency]
        paths = [leaves.all[leaf][0] for leaf in facts.leaf.tolist()]
        months = [
            month
            for path, month in zip(paths, facts.recheck_months.tolist(), strict=True)
            if path.startswith(cell.group.path) and month >= 0
        ]
        by = cell.figures["recheck"]["by"]
        for month, total in enumerate(by, start=1):
            assert abs(total - sum(max(one, 1) <= month for one in months)) <= 2.5
        assert abs(cell.met - len(months)) < 5
        found += by[-1]
    assert found


def test_hidden_cells_hold_no_months(snapshot):
    assert not SnapshotCell.objects.exclude(hides="").exclude(figures={}).exists()


def test_a_unit_shows_its_own_and_those_below(as_, hua, snapshot, units):
    page = as_(hua).get(URL).context["page"]
    assert page.chosen.unit.code == "X"
    assert {line.name for line in page.below} <= {"Unit X1", "Unit X2"}
    assert sum(page.total.months) == sum(one.year for one in page.competencies)
    narrower = as_(hua).get(URL, {"unit": units["X1"].public_id})
    assert narrower.context["page"].chosen.unit.code == "X1"


def test_every_month_that_reaches_the_peak_is_named(as_, hua, snapshot):
    page = as_(hua).get(URL).context["page"]
    months = [5, 10, 10, 0, 10, 5, 0, 0, 0, 0, 10, 10]
    tied = replace(page, total=replace(page.total, months=months))
    named = [f"{page.months[place]:%Y-%m}" for place in (1, 2, 4, 10, 11)]
    loads = [replace(page.total, name=name, months=[count]) for name, count in (("A", 10), ("B", 10), ("C", 5))]
    assert replace(page, competencies=loads).first == ["A", "B"]
    assert (tied.heaviest, tied.peak) == ("{} to {}, {}, {} to {}".format(*named), 10)


def test_able_and_met_are_told_apart_where_they_meet(as_, hua, academy, give, now):
    for number, person in enumerate(academy):
        give(person, "S1", value=3.6, at=now - timedelta(days=30 * (number % 24)))
    take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    ahead = as_(hua).get(URL)
    assert "“Able now” among the risks" in ahead.text
    assert f"most fall in {ahead.context['page'].heaviest}, " in ahead.text
    assert "“Met now” among the re-checks" in as_(hua).get(reverse("analytics:risks")).text


@pytest.mark.parametrize("code", ["P", "Y", "Y1"])
def test_a_unit_out_of_reach_does_not_exist(as_, hua, snapshot, units, code):
    assert as_(hua).get(URL, {"unit": units[code].public_id}).status_code == HTTPStatus.NOT_FOUND
    assert as_(hua).get(URL, {"unit": "nonsense"}).status_code == HTTPStatus.NOT_FOUND


def test_who_reads_no_figures_meets_a_404_and_a_stranger_the_door(as_, client, ada, ola, snapshot):
    assert client.get(URL).status_code == HTTPStatus.FOUND
    assert as_(ada).get(URL).status_code == HTTPStatus.NOT_FOUND
    assert "Unit X" not in as_(ola).get(URL).text


def test_without_a_snapshot_it_says_so(as_, hua):
    assert "No snapshot yet" in as_(hua).get(URL).text


def test_statements_stay_few(as_, hua, snapshot):
    client = as_(hua)
    client.get(URL)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL).status_code == HTTPStatus.OK
    assert len(reads(captured.captured_queries)) <= STATEMENTS, reads(captured.captured_queries)


def certify(users, achievement, until):
    for number, user in enumerate(users):
        Credential.objects.create(
            public_id=f"{achievement.code}{until:%Y%m%d}{number}",
            learner=user,
            achievement=achievement,
            holder_name=user.name,
            document={},
            issued_at=timezone.now(),
            valid_until=until,
            basis=[f"{until}"],
            basis_key=f"{until}",
        )


def test_certificates_are_told_from_ten_on_and_a_later_one_takes_the_place(hua, units, clerk):
    people = [User.objects.create(email=f"q{number}@example.org", name="Q") for number in range(23)]
    for person in people:
        RoleAssignment.objects.create(user=person, unit=units["X1"], post=clerk, starts_on=date(2025, 1, 1))
    many, few = (
        Achievement.objects.create(
            code=code, title={"en": code}, description={}, rule={}, attests={}, validity_months=12
        )
        for code in ("many", "few")
    )
    day = date(2026, 11, 28)
    certify(people[:12], many, date(2026, 12, 31))
    certify(people[12:], many, date(2027, 3, 1))
    certify(people[:2], many, date(2028, 1, 1))  # two have renewed already
    certify(people[:9], few, date(2027, 1, 5))
    found = certificates_ahead(scope_of(hua, Role.HR_VIEWER), day)
    shown, hidden = sorted(found.lines, key=lambda line: line.months is None)
    assert (shown.months[0], shown.months[3], shown.year) == (10, 10, 20)
    assert hidden.months is None
    assert certificates_ahead(scope_of(hua, Role.ADMINISTRATOR), day).lines == []


def test_the_chance_of_loss_is_kept_in_words(academy, snapshot, now):
    assert Snapshot.objects.count() == 2
    kept = [one.figures["loss"] for one in SnapshotCell.objects.filter(group__snapshot=snapshot, hides="")]
    assert {one.get("chance") for one in kept} <= {None, "likely", "possible", "unlikely"}
    assert any(kept)


def test_who_is_to_retire_is_not_counted_on(academy, settings, units, now):
    settings.RETIREMENT_AGE = 60
    EmploymentRecord.objects.bulk_create(
        [EmploymentRecord(user=person, birth_date=now.date() - timedelta(days=int(59.5 * 365))) for person in academy]
    )
    taken = take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    kept = [one.figures["loss"] for one in SnapshotCell.objects.filter(group__snapshot=taken, hides="")]
    assert {(one["chance"], one["left"]) for one in kept if one} == {("likely", 0)}
