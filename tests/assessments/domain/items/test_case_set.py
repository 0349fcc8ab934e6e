from assessments.domain.items.registry import faults_of, read_keyed, slots_of
from tests.assessments.domain.items.samples import SAMPLES, english, options

CASE = SAMPLES["case_set"]


def test_the_parts_of_a_case_make_one_mark():
    assert read_keyed("case_set", CASE.body, CASE.key).mark({"1": ("c",), "2.number": ("21",)}) == 0.5


def test_options_of_two_parts_are_told_apart():
    two = [
        {"id": name, "kind": "single", "stem": english(name), "body": {"options": options("A", "B", "C")}}
        for name in "12"
    ]
    assert [(slot.name, slot.group) for slot in slots_of("case_set", {"parts": two})] == [("1", "1"), ("2", "2")]


def test_a_fault_of_a_part_says_which():
    key = {"parts": {**CASE.key["parts"], "1": {"correct": ["a", "b"]}}}
    assert [(one.code, one.where) for one in faults_of("case_set", CASE.body, key)] == [("one_right", "1")]


def test_what_people_mark_cannot_be_a_part():
    part = {"id": "1", "kind": "short_text", "stem": english("Why?"), "body": {"longest": 100}}
    found = faults_of("case_set", {"parts": [part]}, {"parts": {}})
    assert [one.code for one in found] == ["unknown_kind"]
