"""What holds for items of every kind."""

from random import Random

import pytest

from assessments.domain.items.parts import ItemInvalid
from assessments.domain.items.registry import KINDS, faults_of, read_keyed, slots_of
from assessments.domain.items.wire import draw_tokens, read_reply, write_reply
from tests.assessments.domain.items.samples import SAMPLES

MARKED = [code for code, kind in KINDS.items() if kind.mark is not None]


def test_each_kind_has_a_sample():
    assert list(SAMPLES) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_item_has_no_faults(kind: str):
    assert faults_of(kind, SAMPLES[kind].body, SAMPLES[kind].key) == []


@pytest.mark.parametrize("kind", MARKED)
def test_the_right_reply_earns_everything_the_wrong_one_and_none_nothing(kind: str):
    item = read_keyed(kind, SAMPLES[kind].body, SAMPLES[kind].key)
    assert item.mark(SAMPLES[kind].right or {}) == 1.0
    assert item.mark(SAMPLES[kind].wrong) == 0.0
    assert item.mark({}) == 0.0


@pytest.mark.parametrize("kind", MARKED)
def test_the_solution_earns_everything(kind: str):
    item = read_keyed(kind, SAMPLES[kind].body, SAMPLES[kind].key)
    assert item.mark(item.solution()) == 1.0


@pytest.mark.parametrize("kind", MARKED)
def test_a_reply_comes_through_the_wire_unchanged(kind: str):
    slots, right = slots_of(kind, SAMPLES[kind].body), SAMPLES[kind].right or {}
    tokens = draw_tokens(slots, Random(7))
    sent = write_reply(slots, tokens, right)
    assert read_reply(slots, tokens, sent) == {name: list(values) for name, values in right.items()}


@pytest.mark.parametrize("kind", MARKED)
@pytest.mark.parametrize(
    "sent", [["ffffffff"], ["p1=ffffffff"], ["=", "=="], ["1=1=1", "2.number="], ["number=1e400"], ["name=\u202e"]]
)
def test_a_reply_that_does_not_fit_earns_nothing_and_breaks_nothing(kind: str, sent: list[str]):
    slots = slots_of(kind, SAMPLES[kind].body)
    item = read_keyed(kind, SAMPLES[kind].body, SAMPLES[kind].key)
    assert item.mark(read_reply(slots, draw_tokens(slots, Random(1)), sent)) == 0.0


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_candidate_gets_names_no_option_of_the_bank(kind: str):
    tokens = draw_tokens(slots_of(kind, SAMPLES[kind].body), Random(3))
    assert len({token for token, _ in tokens}) == len(tokens)
    assert all(len(token) == 8 for token, _ in tokens)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "broken", [None, [], "x", {}, {"options": 1}, {"options": [{"id": "a"}]}, {"fields": [1]}, {"parts": {"9": [[]]}}]
)
def test_data_of_another_shape_are_refused(kind: str, broken: object):
    with pytest.raises(ItemInvalid):
        read_keyed(kind, broken, SAMPLES[kind].key)
    with pytest.raises(ItemInvalid):
        read_keyed(kind, SAMPLES[kind].body, broken)
