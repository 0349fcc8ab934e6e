import pytest

from assessments.domain.blueprints import Cell
from assessments.domain.standard_setting.weights import Uncovered, points_by_item

A, B, C = (Cell(code, "apply") for code in "ABC")


def test_items_of_a_cell_share_its_places_and_strangers_to_the_blueprint_count_nothing():
    points = points_by_item({1: A, 2: A, 3: A, 4: B, 5: C}, {A: 2, B: 3, C: 0})
    assert points == pytest.approx({1: 2 / 3, 2: 2 / 3, 3: 2 / 3, 4: 3})


def test_a_cell_without_a_judged_item_is_named():
    with pytest.raises(Uncovered) as refused:
        points_by_item({1: A}, {A: 1, B: 1})
    assert refused.value.cells == [B]
