"""A snapshot is built part by part: stopped anywhere it goes on, and nothing of it is seen before it is whole."""

from datetime import timedelta

import pytest
from django.urls import reverse

from analytics.models import Snapshot, SnapshotBuild, SnapshotCell, SnapshotPart
from analytics.services import parts, reading, releasing, snapshots
from analytics.services.calendar import drop_old_daily, take_due_snapshots
from analytics.services.snapshots import take_snapshot
from assessments.models import Evidence

pytestmark = pytest.mark.django_db

VALUES = ("group__path", "group__kind", "group__post_code", "competency", "hides", "people", "assessed", "coverage")


class Killed(BaseException):
    pass


@pytest.fixture
def kill(monkeypatch):
    """`kill(module, "name", after=2)`: the process ends at the third call."""

    def kill(module, name, after=0):
        real, calls = getattr(module, name), []

        def stopped(*args, **kwargs):
            calls.append(name)
            if len(calls) > after:
                raise Killed
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, stopped)
        return lambda: monkeypatch.setattr(module, name, real)

    return kill


@pytest.fixture
def forbid(monkeypatch):
    def forbid(module, name):
        monkeypatch.setattr(module, name, lambda *args, **kwargs: pytest.fail(f"{name} again"))

    return forbid


@pytest.fixture
def small_parts(monkeypatch):
    """Two parts at once, so that evidence is read in several windows."""
    for module in (parts, reading):
        monkeypatch.setattr(module, "PEOPLE", 7)
    monkeypatch.setattr(reading, "TOGETHER", 2)


def figures(snapshot):
    cells = SnapshotCell.objects.filter(group__snapshot=snapshot)
    return list(cells.order_by(*VALUES[:4]).values_list(*VALUES, "figures"))


def stopped_and_resumed(at, revive):
    with pytest.raises(Killed):
        take_snapshot(at=at, occasion="day")
    assert not Snapshot.objects.exists()
    revive()
    return take_snapshot(at=at, occasion="day")


def test_parts_of_any_size_give_the_same_figures(academy, now, small_parts, monkeypatch):
    many = take_snapshot(at=now, occasion="day")
    numbers = SnapshotPart.objects.filter(build=many.build, code="S1").values_list("number", flat=True)
    assert len(set(numbers)) > 5
    found = figures(many)
    Snapshot.objects.all().delete()
    SnapshotBuild.objects.all().delete()
    monkeypatch.undo()
    assert figures(take_snapshot(at=now, occasion="day")) == found


def test_killed_while_reading_it_goes_on_with_the_people_not_yet_read(academy, now, small_parts, kill):
    revive = kill(reading, "facts_of", after=3)
    with pytest.raises(Killed):
        take_snapshot(at=now, occasion="day")
    read = set(SnapshotPart.objects.filter(stage="read", code="").values_list("number", flat=True))
    assert len(read) == 3
    revive()
    numbers = {person.pk // 7 for person in academy}
    kill(reading, "facts_of", after=len(numbers - read))  # not one more
    assert take_snapshot(at=now, occasion="day").people == len(academy)


def test_killed_between_competencies_it_reads_no_evidence_again(academy, now, kill, forbid):
    revive = kill(releasing, "released", after=1)

    def resume():
        revive()
        forbid(reading, "pieces_by_part")

    snapshot = stopped_and_resumed(now, resume)
    assert {one[3] for one in figures(snapshot)} == {"S1", "C1", "P2"}


def test_killed_before_it_is_published_it_only_publishes(academy, now, kill, forbid):
    revive = kill(snapshots, "publish")

    def resume():
        revive()
        forbid(reading, "pieces_by_part")
        forbid(releasing, "released")

    assert figures(stopped_and_resumed(now, resume))


def test_readers_see_nothing_of_what_is_not_whole(as_, hua, academy, units, now, kill):
    kill(snapshots, "publish")
    with pytest.raises(Killed):
        take_snapshot(at=now, occasion="day")
    assert "No snapshot yet" in as_(hua).get(reverse("analytics:gaps")).content.decode()


def test_the_night_goes_on_with_the_moment_it_had_begun(academy, now, kill):
    take_due_snapshots(at=now - timedelta(days=1))
    revive = kill(snapshots, "publish")
    with pytest.raises(Killed):
        take_due_snapshots(at=now)
    revive()
    later = take_due_snapshots(at=now + timedelta(seconds=1))
    assert [one.as_of for one in later] == [now]


def test_what_was_published_meanwhile_is_what_it_is_held_against(academy, now, kill):
    revive = kill(snapshots, "publish")
    with pytest.raises(Killed):
        take_snapshot(at=now, occasion="day")
    revive()
    other = take_snapshot(at=now - timedelta(days=1), occasion="request")
    resumed = take_snapshot(at=now, occasion="day")
    assert resumed.build.against == other.pk


def test_a_moment_is_published_once(academy, now):
    first = take_snapshot(at=now, occasion="day")
    assert take_snapshot(at=now, occasion="day") == first


def test_what_was_begun_and_never_finished_is_dropped_with_the_old(academy, now, kill):
    revive = kill(snapshots, "publish")
    with pytest.raises(Killed):
        take_snapshot(at=now - timedelta(days=50), occasion="day")
    revive()
    drop_old_daily(at=now)
    assert not SnapshotBuild.objects.exists()


def test_late_and_corrected_evidence_changes_no_old_snapshot(academy, now, give):
    then = now - timedelta(days=60)
    old = take_snapshot(at=then, occasion="quarter")
    before = figures(old)
    facts = list(SnapshotPart.objects.filter(build=old.build).order_by("pk").values_list("pk", "content"))
    Evidence.objects.filter(competency__code="P2").update(superseded_at=now)
    for person in academy:
        give(person, "S1", value=5.0, at=then - timedelta(days=1))  # arrives only now
        give(person, "P2", value=1.0, at=then - timedelta(days=2))
    new = take_snapshot(at=now, occasion="day")
    assert figures(old) == before
    assert list(SnapshotPart.objects.filter(build=old.build).order_by("pk").values_list("pk", "content")) == facts
    assert figures(new) != before
