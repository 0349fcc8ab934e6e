"""What measures are given, and the histogram of levels."""

import numpy as np
import pytest

from analytics.domain.cube import FACTS
from analytics.domain.facts import NOBODY, TYPES, Facts, Leaves
from analytics.domain.measures import levels
from analytics.domain.measures.beside import beside


@pytest.fixture
def side_by_side():
    """`side_by_side(now, then)`, each of (person, path, level or None)."""
    leaves = Leaves()

    def facts(rows):
        level = np.array([row[2] or 0 for row in rows])
        columns = {
            "person": np.array([row[0] for row in rows]),
            "leaf": leaves.numbers([(row[1], "CC") for row in rows]),
            "hundredths": np.full(len(rows), 100),
            "required": np.full(len(rows), 2),
            "criticality": np.full(len(rows), 1),
            "pieces": np.full(len(rows), 1),
            "is_assessed": np.array([row[2] is not None for row in rows], dtype=bool),
            "mean": level + 0.5,
            "sd": np.full(len(rows), 0.5),
            "level": level,
            "age_months": np.full(len(rows), 2.0),
            "recheck_months": np.full(len(rows), 7),
            "veil": np.zeros(len(rows)),
        }
        return Facts(**{name: columns[name].astype(kind) for name, kind in TYPES.items()})

    def side_by_side(now, then):
        now, then = facts(now), facts(then) if then else NOBODY
        return beside("S1", now, then, leaves=leaves.all)

    return side_by_side


def test_then_stands_beside_now_row_by_row(side_by_side):
    rows = side_by_side([(1, "P/", 2), (2, "P/X/", 3), (4, "P/", 1)], [(1, "P/", 1), (2, "P/", 2), (3, "P/", 5)])
    now, before = rows.now, rows.before
    assert list(zip(now["person"], now["path"], now["is_gone"], strict=True)) == [
        (1, "P/", False),
        (2, "P/X/", False),
        (4, "P/", False),
        (2, "P/", True),  # moved
        (3, "P/", True),  # left
    ]
    assert list(now.columns) == [*FACTS, "is_gone"]
    assert list(before.columns) == FACTS
    assert before["level"].fillna(-1).tolist() == [1, 2, -1, 2, 5]
    assert before["path"].fillna("").tolist() == ["P/", "P/", "", "P/", "P/"]
    assert before["person"].tolist() == now["person"].tolist()
    assert now["fte"].tolist() == [1, 1, 1, 0, 0]
    assert now["p"].isna().tolist() == [False, False, False, True, True]


def test_without_a_snapshot_before_nobody_is_gone(side_by_side):
    rows = side_by_side([(1, "P/", 2)], [])
    assert rows.before is None
    assert not rows.now["is_gone"].any()


def test_everybody_may_be_gone(side_by_side):
    rows = side_by_side([], [(1, "P/", 2)])
    assert rows.now["is_gone"].tolist() == [True]


def test_people_are_counted_by_level_and_the_gone_not_at_all(side_by_side):
    rows = side_by_side([(1, "P/", 2), (2, "P/", None), (3, "P/", 0)], [(1, "P/", 1), (9, "P/", 5)])
    sums = {name: values.sum() for name, values in levels.columns(rows.now, rows.before).items()}
    assert sums == {"0": 1, "1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "not_assessed": 1}


def test_figures_are_rounded_to_the_nearest_five():
    (kept,) = levels.publish(
        {
            name: np.array([people])
            for name, people in zip((*"012345", "not_assessed"), (0, 0, 13, 0, 0, 0, 2), strict=True)
        }
    )
    assert kept == {"verified": [0, 0, 15, 0, 0, 0], "not_assessed": 0}
