import pytest

from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import SAMPLES, options

BODY = {"prompts": options("P", "Q", "R", "S"), "options": options("1", "2", "3", "4")}
KEY = {"pairs": {"a": "a", "b": "b", "c": "c", "d": "d"}}


@pytest.mark.parametrize(("right", "mark"), [(4, 1.0), (2, 1 / 3), (1, 0.0), (0, 0.0)])
def test_what_blind_guessing_earns_is_taken_off(right: int, mark: float):
    """Four options: one pair in four is right by chance, so a share s earns (s − 1/4) / (3/4)."""
    chosen = {name: (name if place < right else "abcd"[place - 1],) for place, name in enumerate("abcd")}
    assert read_keyed("matching", BODY, KEY).mark(chosen) == pytest.approx(mark)


def test_a_prompt_without_a_pair_is_named():
    found = faults_of("matching", SAMPLES["matching"].body, {"pairs": {"p1": "a"}})
    assert {one.code for one in found} == {"no_key", "all_alike"}
