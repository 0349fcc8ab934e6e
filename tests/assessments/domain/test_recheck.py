"""The months until a demand is no longer met are those that a person counting month by month would find."""

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.levels import PLANNING, Piece, estimate_level
from assessments.domain.recheck import MOST_MONTHS, months_until_recheck
from tests.assessments.domain.table import SHIPPED
from tests.assessments.domain.test_levels_bulk import HALF_LIVES, columns, rows


def counted(pieces: list[Piece], half_life: float, required: int) -> float:
    def probability(months: int) -> float:
        older = [replace(piece, age_months=piece.age_months + months) for piece in pieces]
        return estimate_level(older, half_life, SHIPPED).probability(required)

    is_assessed = estimate_level(pieces, half_life, SHIPPED).is_assessed
    if not (required and is_assessed and probability(0) >= PLANNING):
        return np.nan
    return next((months for months in range(1, MOST_MONTHS) if probability(months) < PLANNING), MOST_MONTHS)


@settings(deadline=None, max_examples=300)
@given(rows, st.lists(st.integers(0, 5), min_size=20, max_size=20))
def test_the_months_are_those_of_a_slow_count(found, demands):
    cells = defaultdict(list)
    for learner, competency, kind, value, age, ceiling in found:
        cells[learner, competency].append(Piece(kind, value, age, ceiling))
    required = [demands[place] for place in range(len(cells))]
    bulk = months_until_recheck(columns(found), required, SHIPPED)
    slow = [
        counted(cells[cell], HALF_LIVES[cell[1]], level) for cell, level in zip(sorted(cells), required, strict=True)
    ]
    np.testing.assert_array_equal(bulk, slow)


@pytest.mark.parametrize(("competency", "months"), [(1, 22), (2, 11), (3, 6)])
def test_one_examination_of_level_three_is_soon_due_again_where_practice_moves_or_is_missing(competency, months):
    pieces = [(1, competency, "exam", 3.5, 0.0, 5.5)]
    (found,) = months_until_recheck(columns(pieces), [3], SHIPPED)
    assert found == months


def test_nothing_demanded_is_nothing_to_check_again():
    pieces = [(1, 1, "exam", 5.0, 0.0, 5.5)]
    assert np.isnan(months_until_recheck(columns(pieces), [np.nan], SHIPPED)).all()
    assert months_until_recheck(columns([]), [], SHIPPED).size == 0
