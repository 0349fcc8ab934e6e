import pytest

from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import SAMPLES

STEPS = SAMPLES["ordering"]


@pytest.mark.parametrize(
    ("order", "mark"), [("abcd", 1.0), ("bacd", 5 / 6), ("dabc", 3 / 6), ("dcba", 0.0), ("ab", 1 / 6), ("a", 0.0)]
)
def test_each_inverted_pair_costs_the_same(order: str, mark: float):
    """1 − inversions ÷ 6 for four steps; a step left out counts as inverted with each other one."""
    assert read_keyed("ordering", STEPS.body, STEPS.key).mark({"": tuple(order)}) == pytest.approx(mark)


@pytest.mark.parametrize("order", [["a", "b", "c"], ["a", "a", "b", "c"]])
def test_an_order_that_leaves_a_step_out_is_no_key(order: list[str]):
    assert [one.code for one in faults_of("ordering", STEPS.body, {"order": order})] == ["order_incomplete"]
