"""The level model for many people says what the one for a single person says."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.levels import EvidenceKind, Piece, estimate_level
from assessments.domain.levels_bulk import KIND_NUMBER, Pieces, estimate_levels, probabilities
from tests.assessments.domain.table import SHIPPED

HALF_LIVES = {1: 24, 2: 12, 3: 6}

rows = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.sampled_from(sorted(HALF_LIVES)),
        st.sampled_from(list(EvidenceKind)),
        st.floats(0, 5.5),
        st.floats(-1, 60),
        st.sampled_from([2.5, 3.5, 5.5]),
    ),
    max_size=30,
)


def columns(found) -> Pieces:
    return Pieces(
        learner=np.array([row[0] for row in found], dtype=np.int64),
        competency=np.array([row[1] for row in found], dtype=np.int64),
        kind=np.array([KIND_NUMBER[row[2]] for row in found], dtype=np.int64),
        value=np.array([row[3] for row in found], dtype=np.float64),
        age_months=np.array([row[4] for row in found], dtype=np.float64),
        half_life_months=np.array([HALF_LIVES[row[1]] for row in found], dtype=np.float64),
        ceiling=np.array([row[5] for row in found], dtype=np.float64),
    )


@settings(deadline=None)
@given(rows)
def test_the_bulk_model_equals_the_single_one(found):
    cells = defaultdict(list)
    for learner, competency, kind, value, age, ceiling in found:
        cells[learner, competency].append(Piece(kind, value, age, ceiling))
    bulk = estimate_levels(columns(found), SHIPPED)
    assert list(zip(bulk.learner.tolist(), bulk.competency.tolist(), strict=True)) == sorted(cells)
    for place, cell in enumerate(sorted(cells)):
        single = estimate_level(cells[cell], HALF_LIVES[cell[1]], SHIPPED)
        assert bulk.mean[place] == pytest.approx(single.mean)
        assert bulk.sd[place] == pytest.approx(single.sd)
        assert bulk.is_assessed[place] == single.is_assessed
        for level in (1, 2, 3, 4, 5):
            chance = probabilities(bulk.mean[place : place + 1], bulk.sd[place : place + 1], level)[0]
            assert chance == pytest.approx(single.probability(level), abs=1e-9)
        if all(abs(single.probability(level) - 0.75) > 1e-9 for level in (1, 2, 3, 4, 5)):
            assert bulk.verified_level[place] == single.verified_level()


def test_no_evidence_at_all_is_no_estimate():
    assert estimate_levels(columns([]), SHIPPED).learner.size == 0
