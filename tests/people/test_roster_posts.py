"""Somebody with several posts: a roster moves, changes and puts back only the one that it speaks of."""

from datetime import date

import pytest

from lms.competencies.models import Post
from lms.people.models import EmploymentRecord, RoleAssignment, RosterBatch, User
from lms.people.services.roster import apply_roster, preview_roster, undo_roster
from lms.people.services.roster_planning import Upload

pytestmark = pytest.mark.django_db

HEADING = "employee_number,name,email,org_unit,post,birth_date,hire_date,fte,status\n"


@pytest.fixture
def posts(clerk):
    return {"CC": clerk, "DH": Post.objects.create(code="DH", name={"en": "Head"}, staff_group="managers")}


def load(
    *, unit: str, post: str = "CC", fte: str = "1.0", status: str = "active", by: User | None = None
) -> RosterBatch:
    content = f"{HEADING}E1,Ann,ann@example.org,{unit},{post},1990-01-01,2020-01-01,{fte},{status}\n".encode()
    preview = preview_roster(people=Upload("f.csv", content), name="n", by=by)
    return apply_roster(batch=preview.batch, by=by, seen=preview.fingerprint)


def give(unit, post, starts_on=date(2026, 1, 1)):
    return RoleAssignment.objects.create(
        user=User.objects.get(employee_number="E1"), unit=unit, post=post, starts_on=starts_on
    )


def held() -> set[tuple[str, str, str]]:
    return {
        (unit, post, f"{fte:.1f}")
        for unit, post, fte in RoleAssignment.objects.current().values_list("unit__code", "post__code", "fte")
    }


def test_a_move_ends_only_the_post_that_a_roster_gave(units, posts):
    load(unit="X1")
    give(units["Y1"], posts["DH"])
    assert load(unit="X1").counts["unchanged"] == 1
    batch = load(unit="X2", fte="0.5")
    assert batch.counts["moved"] == 1
    assert held() == {("X2", "CC", "0.5"), ("Y1", "DH", "1.0")}
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0"), ("Y1", "DH", "1.0")}


def test_a_share_changes_in_the_post_of_the_roster_only(units, posts):
    load(unit="X1")
    give(units["Y1"], posts["DH"])
    batch = load(unit="X1", fte="0.5")
    assert held() == {("X1", "CC", "0.5"), ("Y1", "DH", "1.0")}
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0"), ("Y1", "DH", "1.0")}


def test_a_move_to_a_post_already_held_takes_that_one_over(units, posts):
    load(unit="X1")
    give(units["X2"], posts["DH"])
    batch = load(unit="X2", post="DH", fte="0.8")
    assert held() == {("X2", "DH", "0.8")}
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0"), ("X2", "DH", "1.0")}


def test_where_no_roster_gave_a_post_the_one_named_or_else_the_oldest_is_meant(units, posts):
    User.objects.create_user("ann@example.org", None, name="Ann", employee_number="E1")
    give(units["X1"], posts["CC"], date(2020, 1, 1))
    give(units["Y1"], posts["DH"], date(2024, 1, 1))
    assert load(unit="Y1", post="DH").counts["moved"] == 0
    RosterBatch.objects.all().delete()
    assert load(unit="X2").counts["moved"] == 1
    assert held() == {("X2", "CC", "1.0"), ("Y1", "DH", "1.0")}


def test_leaving_ends_every_post_and_undoing_gives_them_back(units, posts):
    load(unit="X1")
    give(units["Y1"], posts["DH"])
    batch = load(unit="X1", status="left")
    assert held() == set()
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0"), ("Y1", "DH", "1.0")}


def test_nobody_with_a_post_in_another_county_is_ended_from_here(units, posts, hua):
    load(unit="X1")
    give(units["Y1"], posts["DH"])
    batch = load(unit="X1", status="left", by=hua)
    assert [fault["code"] for fault in batch.faults] == ["person_outside"]
    assert held() == {("X1", "CC", "1.0"), ("Y1", "DH", "1.0")}


def test_a_post_given_again_by_hand_is_not_given_twice_by_an_undo(units, posts):
    load(unit="X1")
    batch = load(unit="X2")
    give(units["X1"], posts["CC"])
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0")}


def test_somebody_who_comes_back_keeps_a_post_that_was_never_ended(units, posts):
    load(unit="X1")
    EmploymentRecord.objects.update(status="left")
    batch = load(unit="X1", fte="0.5")
    assert batch.counts["returned"] == 1
    assert held() == {("X1", "CC", "0.5")}
    undo_roster(batch=batch, by=None)
    assert held() == {("X1", "CC", "1.0")}
    assert EmploymentRecord.objects.get().status == "left"
