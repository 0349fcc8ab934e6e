from datetime import timedelta

import pytest

from analytics.domain.facts import Leaves
from analytics.models import SnapshotCell
from analytics.services.parts import Stage, facts_in
from analytics.services.retention import forget_leavers
from analytics.services.snapshots import take_snapshot
from lms.people.models import RoleAssignment, User

pytestmark = pytest.mark.django_db


def people_behind(snapshot):
    return set(facts_in(snapshot.build, Stage.RELEASED, "P2", Leaves()).person.tolist())


def test_who_left_a_year_ago_is_taken_out_of_old_facts_and_out_of_no_figure(academy, now):
    old = take_snapshot(at=now - timedelta(days=400), occasion="quarter")
    gone, recent, erased = academy[10:13]
    RoleAssignment.objects.filter(user=gone).update(ends_on=now - timedelta(days=380))
    RoleAssignment.objects.filter(user=recent).update(ends_on=now - timedelta(days=300))
    number = erased.pk
    User.objects.filter(pk=number).delete()
    last = take_snapshot(at=now, occasion="day")
    figures = list(SnapshotCell.objects.order_by("pk").values())
    held = people_behind(last)
    assert {gone.pk, recent.pk, number} <= people_behind(old)
    forget_leavers(at=now)
    assert people_behind(old) & {gone.pk, recent.pk, number} == {recent.pk}
    assert people_behind(last) == held  # a leaver disappears from the figures together with others only
    assert list(SnapshotCell.objects.order_by("pk").values()) == figures


def test_nothing_is_old_enough_to_be_dropped(academy, now):
    take_snapshot(at=now - timedelta(days=300), occasion="quarter")
    take_snapshot(at=now, occasion="day")
    assert forget_leavers(at=now) == 0
