import pytest

from assessments.domain.standard_setting.item_numbers import read_numbers


@pytest.mark.parametrize("text", ["1-3, 7", "7、1 – 3", "1,2，3; 7 7"])
def test_numbers_and_ranges(text):
    assert read_numbers(text) == {1, 2, 3, 7}


@pytest.mark.parametrize("text", ["", "  ", "one", "3-1", "1-9999", "1--2", "-4", "1.5"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        read_numbers(text)
