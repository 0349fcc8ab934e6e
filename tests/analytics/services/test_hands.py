"""Several processes make one snapshot: the same figures as one makes, whatever becomes of the others."""

import pytest
from django.core.management import CommandError, call_command

from analytics.models import Snapshot, SnapshotBuild
from analytics.services import hands, parts, reading
from analytics.services.parts import ALL, Stage, codes_in, numbers_in
from analytics.services.snapshots import take_snapshot
from tests.analytics.services.test_building import figures

pytestmark = pytest.mark.django_db


class Ended:
    """A process that ran before its starter went on."""

    def __init__(self, code: int) -> None:
        self.code = code

    def wait(self) -> int:
        return self.code

    def terminate(self) -> None:
        pytest.fail("nothing went wrong")


@pytest.fixture
def expected(academy, now):
    found = figures(take_snapshot(at=now, occasion="day"))
    Snapshot.objects.all().delete()
    SnapshotBuild.objects.all().delete()
    return found


@pytest.fixture
def three(monkeypatch):
    """Three processes and many small parts."""
    monkeypatch.setattr(hands, "_hands", lambda: 3)
    for module in (parts, reading):
        monkeypatch.setattr(module, "PEOPLE", 7)
    monkeypatch.setattr(reading, "TOGETHER", 2)


def test_others_make_their_share_and_the_figures_are_those_of_one(expected, now, three, monkeypatch):
    made = []

    def start(build, step, share):
        call_command("make_parts", str(build.pk), step, str(share.place), str(share.of))
        done = numbers_in(build, Stage.READ, ALL) if step == "read" else codes_in(build, Stage.SUMMED)
        made.append((step, share.place, len(done)))
        return Ended(0)

    monkeypatch.setattr(hands, "start", start)
    assert figures(take_snapshot(at=now, occasion="day")) == expected
    assert [one[:2] for one in made] == [("read", 1), ("read", 2), ("release", 1), ("release", 2)]
    (_, _, first), (_, _, both), (_, _, few), (_, _, more) = made
    assert 0 < first < both and 0 < few < more < len(codes_in(SnapshotBuild.objects.get(), Stage.RELEASED))


def test_what_others_leave_undone_is_made_all_the_same(expected, now, three, monkeypatch):
    monkeypatch.setattr(hands, "start", lambda *given: Ended(1))
    assert figures(take_snapshot(at=now, occasion="day")) == expected


def test_another_is_ended_when_the_work_fails(academy, now, three, monkeypatch):
    ended = []

    class Running(Ended):
        def terminate(self):
            ended.append(self)

    def fails(*given, **named):
        raise OSError("disk full")

    monkeypatch.setattr(hands, "start", lambda *given: Running(0))
    monkeypatch.setattr(reading, "pieces_by_part", fails)
    with pytest.raises(OSError, match="disk full"):
        take_snapshot(at=now, occasion="day")
    assert len(ended) == 2


def test_another_touches_nothing_that_is_held_against_something_else_by_now(academy, now, monkeypatch):
    """Only the process that makes the snapshot may begin anew."""
    build = SnapshotBuild.objects.create(as_of=now, occasion="day")
    reading.read_facts(build)
    with pytest.raises(CommandError, match="Another snapshot"):
        call_command("make_parts", str(build.pk), "release", "1", "2")
    assert not codes_in(build, Stage.SUMMED)
    build.refresh_from_db()
    assert (build.against, build.grid) == (None, "")


def test_one_process_is_enough_for_an_office(academy):
    assert hands._hands() == 1


def test_shares_are_all_of_it_and_overlap_nowhere():
    shares = [hands.Share(place, 3).part("abcdefgh") for place in range(3)]
    assert sorted(letter for share in shares for letter in share) == list("abcdefgh")
    assert hands.ALL_OF_IT.part("abc") == list("abc")
