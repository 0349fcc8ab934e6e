from datetime import UTC, datetime
from uuid import uuid4

import pytest

from assessments.domain.items.registry import read_keyed
from assessments.domain.regrade_report import Line, tally, weightiest_first
from assessments.domain.regrades import Change, Outcome
from assessments.domain.score_sheet import Ruling, Task, score

NOW = datetime(2026, 1, 1, tzinfo=UTC)


BODY = {"options": [{"id": one, "text": {"en": one}} for one in "abc"]}
ITEM = read_keyed("single", BODY, {"correct": ["a"]})


def paper(ruling: Ruling = Ruling.SCORED) -> list[Task]:
    """Three items on S1, the last of them in question."""
    return [Task(1, "S1", ITEM), Task(2, "S1", ITEM), Task(3, "S1", ITEM, ruling)]


@pytest.mark.parametrize(
    ("ruling", "chosen", "points"),
    [
        (Ruling.SCORED, "b", (1, 3)),
        (Ruling.FULL_MARK, "b", (2, 3)),
        (Ruling.FULL_MARK, "", (2, 3)),
        (Ruling.NOT_COUNTED, "b", (1, 2)),
        (Ruling.NOT_COUNTED, "a", (1, 2)),
    ],
)
def test_a_ruling_decides_whatever_was_answered(ruling, chosen, points):
    sheet = score(paper(ruling), {1: {"": ["a"]}, 2: {"": ["b"]}, 3: {"": list(chosen)}})
    assert (sheet.earned, sheet.possible) == points
    assert sheet.parts[0].items == sheet.possible
    assert (3 in sheet.marks) == (ruling is not Ruling.NOT_COUNTED)


def test_a_paper_without_any_counted_item_is_passed_by_nobody():
    sheet = score([paper(Ruling.NOT_COUNTED)[2]], {3: {"": ["a"]}})
    assert (sheet.possible, sheet.parts) == (0, ())
    assert not sheet.has_passed(0.6)


def line(name: str, before: float, after: float, *, cut: float = 6, possible: float = 10) -> Line:
    outcomes = [Outcome(points, possible, points >= cut, ()) for points in (before, after)]
    return Line(
        attempt_id=1,
        public_id=uuid4(),
        learner_id=1,
        name=name,
        examination="T",
        closed_at=NOW,
        change=Change(*outcomes),
        evidence=0,
    )


def test_passes_that_go_come_first_then_passes_that_come_then_the_largest_change():
    lines = [line("small", 3, 4), line("gains", 5, 6), line("large", 7, 9), line("loses", 6, 5), line("same", 4, 4)]
    assert [one.name for one in weightiest_first(lines)] == ["loses", "gains", "large", "small", "same"]
    counts = tally(one.change for one in lines)
    assert (counts.met, counts.seen, counts.rise, counts.fall, counts.gain_pass, counts.lose_pass) == (5, 4, 3, 1, 1, 1)


def test_another_maximum_alone_is_a_change_that_the_candidate_sees():
    change = Change(Outcome(6, 10, True, (1.0,)), Outcome(6, 9, True, (1.0,)))
    assert change.is_seen
    assert change.rises
