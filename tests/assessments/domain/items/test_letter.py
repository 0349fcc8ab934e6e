import pytest

from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import SAMPLES

LETTER = SAMPLES["letter"]


@pytest.mark.parametrize(
    ("reply", "mark"),
    [({"open": ("a",)}, 0.5), ({"open": ("a",), "why": ("a",)}, 0.75), ({"open": ("a",), "why": ("a", "b", "c")}, 0.0)],
)
def test_a_harmful_passage_spoils_the_letter(reply: dict, mark: float):
    assert read_keyed("letter", LETTER.body, LETTER.key).mark(reply) == mark


def test_an_allowed_passage_neither_earns_nor_costs():
    key = {"sections": {"open": {"needed": ["a"]}, "why": {"needed": ["a"], "allowed": ["b"]}}}
    item = read_keyed("letter", LETTER.body, key)
    assert item.mark({"open": ("a",), "why": ("a", "b")}) == item.mark({"open": ("a",), "why": ("a",)}) == 1.0


def test_a_passage_cannot_be_needed_and_harmful():
    key = {"sections": {"open": {"needed": ["a"]}, "why": {"needed": ["a"], "harmful": ["a"]}}}
    assert [(one.code, one.where) for one in faults_of("letter", LETTER.body, key)] == [("two_roles", "why")]
