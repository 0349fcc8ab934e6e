import pytest

from assessments.domain.items.parts import ItemInvalid
from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import PICTURE, SAMPLES, zone

LICENCE = SAMPLES["hot_spot"]


@pytest.mark.parametrize(("chosen", "mark"), [("b", 0.5), ("ba", 0.0), ("bea", 0.0), ("", 0.0)])
def test_marking_everything_finds_nothing(chosen: str, mark: float):
    assert read_keyed("hot_spot", LICENCE.body, LICENCE.key).mark({"": tuple(chosen)}) == mark


def test_a_zone_outside_the_picture_is_refused():
    body = {"picture": PICTURE, "zones": [zone("a", 590)], "pick": 1}
    with pytest.raises(ItemInvalid, match="zone_outside"):
        read_keyed("hot_spot", body, {"correct": ["a"]})


def test_more_faults_than_may_be_marked_are_a_fault_of_the_item():
    body = {**LICENCE.body, "pick": 1}
    assert [one.code for one in faults_of("hot_spot", body, LICENCE.key)] == ["pick_too_low"]
