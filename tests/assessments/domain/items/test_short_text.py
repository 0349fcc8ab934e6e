import pytest

from assessments.domain.items.registry import faults_of, read_keyed
from assessments.domain.items.short_text import is_blank
from tests.assessments.domain.items.samples import SAMPLES, english

TEXT = SAMPLES["short_text"]


def test_no_machine_marks_a_text():
    item = read_keyed("short_text", TEXT.body, TEXT.key)
    assert item.is_marked_by_people
    with pytest.raises(ValueError, match="people"):
        item.mark({"text": ("Because of Article 33",)})


@pytest.mark.parametrize(("reply", "blank"), [({}, True), ({"text": (" \n",)}, True), ({"text": ("So",)}, False)])
def test_an_empty_answer_needs_no_reader(reply: dict, blank: bool):
    assert is_blank(reply) is blank


def test_more_points_than_two_people_can_tell_apart_are_a_fault():
    key = {
        "criteria": [{"text": english("x"), "points": 6}, {"text": english("y"), "points": 5}],
        "model": english("z"),
    }
    assert [one.code for one in faults_of("short_text", TEXT.body, key)] == ["many_points"]
