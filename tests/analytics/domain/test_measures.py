"""What measures are given, and the histogram of levels."""

import numpy as np
import pandas as pd

from analytics.domain.cube import FACTS
from analytics.domain.measures import levels
from analytics.domain.measures.beside import beside
from analytics.domain.measures.registry import publish_all


def table(*rows):
    """Of (person, path, level or None)."""
    return pd.DataFrame(
        [
            (person, path, "CC", 1.0, "S1", 2, 1, 1, np.nan if level is None else 0.8, 3.0, 0.5, level or 0, 2.0, 7.0)
            for person, path, level in rows
        ],
        columns=FACTS,
    )


def test_then_stands_beside_now_row_by_row():
    now, before = beside(
        table((1, "P/", 2), (2, "P/X/", 3), (4, "P/", 1)), table((1, "P/", 1), (2, "P/", 2), (3, "P/", 5))
    )
    assert list(zip(now["person"], now["path"], now["is_gone"], strict=True)) == [
        (1, "P/", False),
        (2, "P/X/", False),
        (4, "P/", False),
        (2, "P/", True),  # moved
        (3, "P/", True),  # left
    ]
    assert before["level"].fillna(-1).tolist() == [1, 2, -1, 2, 5]
    assert now["fte"].tolist() == [1, 1, 1, 0, 0]
    assert now["p"].isna().tolist() == [False, False, False, True, True]


def test_without_a_snapshot_before_nobody_is_gone():
    now, before = beside(table((1, "P/", 2)), None)
    assert before is None
    assert not now["is_gone"].any()


def test_people_are_counted_by_level_and_the_gone_not_at_all():
    now, before = beside(table((1, "P/", 2), (2, "P/", None), (3, "P/", 0)), table((1, "P/", 1), (9, "P/", 5)))
    sums = {name: values.sum() for name, values in levels.columns(now, before).items()}
    assert sums == {"0": 1, "1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "not_assessed": 1}


def test_figures_are_rounded_to_the_nearest_five():
    kept = publish_all({"levels.2": 13.0, "levels.not_assessed": 2.0})
    assert kept["levels"] == {"verified": [0, 0, 15, 0, 0, 0], "not_assessed": 0}
