"""What two releases, subtracted, tell: nothing about fewer than ten people."""

from datetime import date, timedelta

import pytest

from analytics.domain.facts import Leaves
from analytics.models import Snapshot, SnapshotCell, SnapshotPart
from analytics.services.parts import Stage, facts_in
from analytics.services.snapshots import take_snapshot
from lms.people.models import RoleAssignment, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(units, clerk, give, now):
    """Thirty clerks in X1, of whom twenty have shown S1 long ago; as many in Y1."""
    people = []
    for unit in ("X1", "Y1"):
        for number in range(30):
            person = User.objects.create(email=f"{unit}{number}@example.org".lower(), name=f"{unit}{number}")
            RoleAssignment.objects.create(user=person, unit=units[unit], post=clerk, starts_on=date(2025, 1, 1))
            if number < 20:
                give(person, "S1", value=1.0, at=now - timedelta(days=30))
            people.append(person)
    return people


@pytest.fixture
def released(now):
    """`released(days)`: a snapshot so many days from now, and a reader of its cells."""

    def released(days, occasion=Snapshot.Occasion.REQUEST):
        snapshot = take_snapshot(at=now + timedelta(days=days), occasion=occasion)

        def figures(path, code="S1"):
            cells = SnapshotCell.objects.filter(group__snapshot=snapshot, group__kind="subtree", competency=code)
            return cells.filter(group__path=path).values("people", "assessed", "met", "gap", "coverage").get()

        return figures

    return released


@pytest.mark.parametrize("occasion", list(Snapshot.Occasion))
def test_one_examination_moves_no_figure(office, give, now, released, occasion):
    before = released(0)
    give(office[0], "S1", value=5.5, at=now)
    after = released(0.01, occasion)
    for path in ("P/", "P/X/", "P/X/X1/", "P/Y/Y1/"):
        assert after(path) == before(path)


def test_ten_examinations_move_it_and_nobody_elses(office, give, now, released):
    before = released(0)
    for person in office[20:30]:
        give(person, "S1", value=5.5, at=now)
    after = released(0.01)
    assert (before("P/X/X1/")["assessed"], after("P/X/X1/")["assessed"]) == (20, 30)
    assert after("P/X/X1/")["coverage"] > before("P/X/X1/")["coverage"] + 0.2
    assert after("P/")["coverage"] > before("P/")["coverage"]
    assert after("P/Y/Y1/") == before("P/Y/Y1/")


def test_news_waits_until_there_is_enough_of_it(office, give, now, released):
    before = released(0)
    for number, person in enumerate(office[20:30]):
        give(person, "S1", value=5.5, at=now + timedelta(hours=number))
        after = released(number + 1)
        assert (after("P/X/X1/")["assessed"] == 30) == (number == 9)
    assert after("P/X/X1/")["coverage"] > before("P/X/X1/")["coverage"]


def test_a_parent_gives_no_held_child_away(office, give, now, released):
    """Nine in one office and ten in another: the county's rest would tell of the nine."""
    before = released(0)
    for person in [*office[:9], *office[30:40]]:
        give(person, "S1", value=5.5, at=now)
    after = released(0.01)
    assert after("P/X/X1/") == before("P/X/X1/") == after("P/X/") == before("P/X/")
    assert after("P/Y/Y1/")["coverage"] > before("P/Y/Y1/")["coverage"]
    assert after("P/")["coverage"] > before("P/")["coverage"]


def test_a_joiner_and_a_leaver_change_nothing_at_once(office, units, clerk, give, now, released):
    before = released(0)
    joiner = User.objects.create(email="new@example.org", name="New")
    RoleAssignment.objects.create(user=joiner, unit=units["X1"], post=clerk, starts_on=date(2025, 1, 1))
    give(joiner, "S1", value=5.5, at=now)
    RoleAssignment.objects.filter(user=office[0]).update(ends_on=date(2025, 6, 1))
    assert released(0.01)("P/X/X1/") == before("P/X/X1/")


def test_a_move_counts_in_both_units(office, units, give, now, released):
    before = released(0)
    RoleAssignment.objects.filter(user__in=office[:9]).update(unit=units["Y1"])
    held = released(0.01)
    assert (held("P/X/X1/"), held("P/Y/Y1/")) == (before("P/X/X1/"), before("P/Y/Y1/"))
    RoleAssignment.objects.filter(user=office[9]).update(unit=units["Y1"])
    moved = released(0.02)
    assert (moved("P/X/X1/")["people"], moved("P/Y/Y1/")["people"]) == (20, 40)


def test_growing_older_is_no_news_and_is_shown(office, released):
    before = released(0)
    after = released(700)
    assert after("P/X/X1/")["assessed"] == before("P/X/X1/")["assessed"]
    assert after("P/X/X1/")["coverage"] != before("P/X/X1/")["coverage"]


def test_the_first_ten_of_a_unit_appear_together(units, clerk, give, now, released):
    people = []
    for number in range(30):
        person = User.objects.create(email=f"p{number}@example.org", name=f"P{number}")
        RoleAssignment.objects.create(user=person, unit=units["X1"], post=clerk, starts_on=date(2025, 1, 1))
        people.append(person)
    assert released(0)("P/X/X1/")["assessed"] == 0
    for person in people[:9]:
        give(person, "S1", value=5.5, at=now)
    assert released(0.01)("P/X/X1/")["assessed"] == 0
    give(people[9], "S1", value=5.5, at=now)
    assert released(0.02)("P/X/X1/")["coverage"] > 0.5


def test_the_facts_behind_every_snapshot_are_kept(office, give, now, released):
    released(0)
    for person in office[20:30]:
        give(person, "S1", value=5.5, at=now)
    released(1)
    shown = [
        int(facts_in(snapshot.build, Stage.RELEASED, "S1", Leaves()).is_assessed.sum())
        for snapshot in Snapshot.objects.order_by("as_of")
    ]
    assert shown == [40, 50]
    assert set(SnapshotPart.objects.values_list("stage", flat=True)) == {"released"}
