import pytest

from lms.lib.spreadsheet import neutral_text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", " ="])
def test_what_starts_a_formula_becomes_text(sign):
    assert neutral_text(f"{sign}1+1").startswith("'")


@pytest.mark.parametrize("text", ["Unit X1", "數據局", "a=b", "", "C1 - part"])
def test_other_texts_stay_as_they_are(text):
    assert neutral_text(text) == text


def test_control_characters_are_dropped():
    assert neutral_text("a\x00b\x07c") == "abc"
