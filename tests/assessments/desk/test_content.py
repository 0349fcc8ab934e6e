"""What the desk says of an item: faults that stop it, warnings that do not."""

from dataclasses import replace

import pytest

from assessments.services.authoring.content import faults, warnings
from tests.assessments.desk.conftest import OPTIONS, content


def without(option, language):
    return replace(option, text={key: text for key, text in option.text.items() if key != language})


def right(*letters):
    return [replace(one, is_right=letter in letters) for letter, one in zip("abcd", OPTIONS, strict=True)]


def test_a_sound_item_has_neither():
    assert faults(content()) == []
    assert warnings(content()) == []
    assert faults(content(kind="multiple", options=right("a", "c"))) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"options": right()}, "Exactly one option must be marked as right; 0 are."),
        ({"options": right("a", "b")}, "Exactly one option must be marked as right; 2 are."),
        ({"kind": "multiple"}, "Two or more options must be marked as right; 1 are."),
        ({"kind": "multiple", "options": right(*"abcd")}, "At least one option must be wrong."),
        ({"options": OPTIONS[1:3]}, "At least 3 options are needed."),
        ({"stem": {"en": "Which?"}}, "Missing in 繁體中文: the task."),
        ({"stem": {}}, "The task itself is not written yet."),
        ({"options": [*OPTIONS[:3], without(OPTIONS[3], "zh-hant")]}, "Missing in 繁體中文: option 4."),
        (
            {"options": [without(OPTIONS[0], "en"), OPTIONS[1], OPTIONS[2], without(OPTIONS[3], "en")]},
            "Missing in English: option 1; option 4.",
        ),
        (
            {"options": [*OPTIONS[:3], replace(OPTIONS[3], text={"en": " choice  A", "zh-hant": "別的"})]},
            "Options 1 and 4 say the same in English.",
        ),
        (
            {"options": [*OPTIONS[:3], replace(OPTIONS[3], rationale={})]},
            "No reason is given why it is right or wrong: option 4.",
        ),
    ],
)
def test_a_fault_is_named_in_words(changes, words):
    found = faults(content(**changes))
    assert any(fault.startswith(words) for fault in found), found


def test_one_language_is_enough_when_all_of_it_is_in_that_language():
    english = [without(option, "zh-hant") for option in OPTIONS]
    assert faults(content(stem={"en": "Which?"}, options=english)) == []


@pytest.mark.parametrize(("length", "is_told"), [(12, False), (13, True)])
def test_a_key_that_stands_out_by_its_length_is_a_warning(length, is_told):
    # The wrong options have 8 characters each; 1.6 times that is 12.8.
    options = [replace(one, text={"en": f"option {letter}"}) for letter, one in zip("abcd", OPTIONS, strict=True)]
    options[1] = replace(options[1], text={"en": "x" * length})
    told = [text for text in warnings(content(stem={"en": "Which?"}, options=options)) if "1.6" in text]
    assert bool(told) == is_told


def test_a_missing_source_or_date_is_a_warning():
    assert len(warnings(content(source="", review_by=None))) == 2
