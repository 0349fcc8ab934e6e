from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q

from analytics.models import Snapshot, SnapshotCell, SnapshotGroup, SnapshotPart
from analytics.models.frozen import FrozenRow
from analytics.selectors.snapshots import cells
from analytics.services.calendar import (
    SnapshotJustTaken,
    drop_old_daily,
    request_snapshot,
    take_due_snapshots,
    take_history,
)
from analytics.services.snapshots import take_snapshot
from assessments.selectors.evidence_cube import standings_of
from assessments.selectors.levels import standing_of
from lms.base.models import AuditEvent
from lms.lib.disclosure import SMALLEST_GROUP
from lms.people.models import RoleAssignment
from lms.people.selectors.requirements import requirements_of
from tests.analytics.recompute_everything import differences

pytestmark = pytest.mark.django_db

CODES = ("S1", "C1", "P2")


@pytest.fixture
def snapshot(academy, now):
    return take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)


def nearest_five(number):
    return 5 * int(number / 5 + 0.5)


def cell(snapshot, unit, code, kind="subtree"):
    return SnapshotCell.objects.get(group__snapshot=snapshot, group__path=unit.path, group__kind=kind, competency=code)


def test_every_cell_of_every_kind_equals_an_independent_recomputation(snapshot):
    compared, differing = differences(snapshot)
    assert differing == []
    assert compared >= 8


def test_no_result_rests_on_fewer_than_ten_people(snapshot):
    for one in SnapshotCell.objects.filter(group__snapshot=snapshot, hides=""):
        assert one.people >= SMALLEST_GROUP
        assert one.assessed >= SMALLEST_GROUP or one.assessed == 0
    assert not SnapshotCell.objects.filter(hides="everything", people__isnull=False).exists()
    assert SnapshotCell.objects.filter(hides="everything").exists()


def test_parent_minus_children_gives_no_small_group_away(snapshot, units):
    for parent in ("P", "X"):
        for code in CODES:
            whole = cell(snapshot, units[parent], code)
            children = [unit for unit in units.values() if unit.parent_id == units[parent].pk]
            shown = SnapshotCell.objects.filter(
                group__snapshot=snapshot,
                group__path__in=[child.path for child in children],
                group__kind="subtree",
                competency=code,
                hides="",
            )
            own = SnapshotCell.objects.filter(
                group__snapshot=snapshot, group__path=units[parent].path, group__kind="own", competency=code, hides=""
            )
            if whole.hides == "":
                rest = whole.assessed - sum(one.assessed for one in [*shown, *own])
                assert rest == 0 or rest >= SMALLEST_GROUP


def test_unknown_is_stored_as_unknown(snapshot):
    groups = SnapshotGroup.objects.filter(snapshot=snapshot).values_list("pk", flat=True)
    rarely = [one for one in cells(list(groups), Q(competency="C1")) if one.is_unknown]
    assert rarely
    assert all(one.not_assessed == one.people - one.assessed > 0 for one in rarely)


def test_nothing_exact_is_stored(snapshot):
    counts = ("people", "fte", "assessed", "not_assessed", "met", "gap", "undetermined")
    shares = ("coverage", "low", "high", "bound_low", "bound_high")
    for row in SnapshotCell.objects.filter(group__snapshot=snapshot).values(*counts, *shares):
        assert all(row[name] is None or row[name] % 5 == 0 for name in counts)
        assert all(row[name] is None or row[name] == round(row[name], 2) for name in shares)


def test_a_person_with_two_posts_counts_once(snapshot, academy):
    assert snapshot.people == len(academy)
    assert SnapshotGroup.objects.get(snapshot=snapshot, path="P/", kind="subtree").people == len(academy)


def test_a_snapshot_stays_as_it_was_when_the_roster_changes(snapshot, academy, units, give, now):
    before = list(SnapshotCell.objects.filter(group__snapshot=snapshot).order_by("pk").values())
    RoleAssignment.objects.filter(unit=units["X1"]).update(unit=units["Y1"])
    units["X1"].name = {"en": "Renamed"}
    units["X1"].save()
    for person in academy:
        give(person, "S1", value=5.0, at=now)
    take_snapshot(at=now + timedelta(minutes=5), occasion=Snapshot.Occasion.REQUEST)
    assert list(SnapshotCell.objects.filter(group__snapshot=snapshot).order_by("pk").values()) == before
    assert SnapshotGroup.objects.get(snapshot=snapshot, path=units["X1"].path, kind="subtree").name["en"] == "Unit X1"


def test_rows_refuse_to_be_changed(snapshot):
    snapshot.people = 1
    with pytest.raises(FrozenRow):
        snapshot.save()
    with pytest.raises(FrozenRow):
        SnapshotCell.objects.update(coverage=1.0)


def test_a_past_moment_knows_only_the_evidence_of_its_time(academy, now):
    then = now - timedelta(days=200)
    past = take_snapshot(at=then, occasion=Snapshot.Occasion.QUARTER)
    compared, differing = differences(past)
    assert differing == []
    assert compared >= 4


def test_an_empty_academy_has_an_empty_snapshot(framework, units, now):
    empty = take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    assert empty.people == 0
    assert not SnapshotCell.objects.filter(group__snapshot=empty).exists()


def test_the_history_is_taken_once(academy, now):
    first = take_history(at=now)
    assert [one.occasion for one in first] == ["quarter"] * 6 + ["day"]
    assert all(earlier.as_of < later.as_of for earlier, later in pairwise(first))
    assert take_history(at=now + timedelta(seconds=1)) == []
    call_command("take_snapshots", "--history", verbosity=0)
    assert Snapshot.objects.count() == 7


def test_daily_ones_make_way_and_quarters_stay(academy, now):
    take_due_snapshots(at=now - timedelta(days=40))
    assert drop_old_daily(at=now) == 0  # the next is held against the last one, however old
    latest = take_snapshot(at=now, occasion=Snapshot.Occasion.REQUEST)
    assert drop_old_daily(at=now) == 1
    assert set(Snapshot.objects.values_list("occasion", flat=True)) == {"quarter", "request"}
    assert set(SnapshotPart.objects.values_list("build__occasion", flat=True)) == {"quarter", "request"}
    assert latest.build.as_of == now


def test_a_requested_snapshot_is_taken_after_the_commit(academy, hua, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        request_snapshot(by=hua, at=now)
    taken = Snapshot.objects.get()
    assert (taken.occasion, taken.created_by, taken.as_of) == ("request", hua, now)
    assert AuditEvent.objects.filter(action="snapshot.requested", actor_id=hua.pk).exists()


def test_a_second_request_within_a_minute_is_refused(academy, hua, now):
    request_snapshot(by=hua, at=now)
    with pytest.raises(SnapshotJustTaken):
        request_snapshot(by=hua, at=now + timedelta(seconds=20))


def test_the_many_and_the_single_standing_agree(academy, now):
    required = {person.pk: requirements_of(person, now.date()) for person in academy[:12]}
    found = standings_of(required, now)
    for person in academy[:12]:
        assert found[person.pk] == standing_of(person, now)


def test_who_has_left_is_not_counted(academy, units, now):
    leaver = RoleAssignment.objects.filter(unit=units["Y1"]).first()
    leaver.ends_on = date.today()  # noqa: DTZ011
    leaver.save()
    later = take_snapshot(at=now, occasion=Snapshot.Occasion.DAY)
    assert later.people == len(academy) - 1
