import pytest

from assessments.domain.items.numbers import Target, read_number
from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import SAMPLES

DISTANCE = SAMPLES["numeric"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), (" 1,250.5 ", 1250.5), ("１２．５", 12.5), ("−3", -3), ("+0.10", 0.1), ("1 250", 1250)],
)
def test_numbers_are_understood_as_people_type_them(typed: str, value: float):
    assert read_number(typed) == value


@pytest.mark.parametrize("typed", ["", "abc", "1e9", "nan", "1,25", "1.2.3", "0x10", "--1", "9" * 50, "1,250,00"])
def test_what_is_no_plain_number_is_none(typed: str):
    assert read_number(typed) is None


def test_both_ends_of_a_tolerance_are_right():
    target = Target(value=0.3, tolerance=0.1)
    assert [target.is_met_by(given) for given in (0.2, 0.4, 0.1 + 0.2, 0.41)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("number", "unit", "mark"),
    [("1.6", "a", 1.0), ("1500", "b", 1.0), ("1.5", "b", 0.5), ("1.5", "", 0.5), ("9", "a", 0.0)],
)
def test_the_right_value_in_a_wrong_unit_earns_half(number: str, unit: str, mark: float):
    item = read_keyed("numeric", DISTANCE.body, DISTANCE.key)
    assert item.mark({"number": (number,)} | ({"unit": (unit,)} if unit else {})) == mark


def test_a_right_value_without_a_unit_is_a_fault_where_units_are_asked_for():
    found = faults_of("numeric", DISTANCE.body, {"accepted": [{"value": 3}]})
    assert [one.code for one in found] == ["no_unit_in_key"]
