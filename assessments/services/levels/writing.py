"""Storing kept levels and counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np

from lms.base.db.upserts import add_to_rows, put_rows

from ...domain.level_rollup import NOT_ASSESSED, Cell
from ...domain.levels_bulk import Estimates
from ...models import CurrentLevel, LevelRollup

LevelRow = tuple[int, int, float, float, int, bool, datetime]  # as the columns of CurrentLevel


def level_rows(estimates: Estimates, at: datetime) -> list[LevelRow]:
    levels = np.where(estimates.is_assessed, estimates.verified_level, NOT_ASSESSED)
    columns = (estimates.learner, estimates.competency, estimates.mean, estimates.sd, levels, estimates.is_assessed)
    return [(*row, at) for row in zip(*(column.tolist() for column in columns), strict=True)]


def put_levels(rows: Sequence[LevelRow]) -> None:
    put_rows(CurrentLevel, ("learner_id", "competency_id"), ("mean", "sd", "level", "is_assessed", "computed_at"), rows)


def count_people(changes: Mapping[Cell, int]) -> None:
    """`changes` come in the order of their cells, so that two who count wait for each other and do not lock."""
    add_to_rows(
        LevelRollup,
        ("unit_id", "post_id", "competency_id", "level"),
        "people",
        [(*cell, people) for cell, people in changes.items()],
    )
