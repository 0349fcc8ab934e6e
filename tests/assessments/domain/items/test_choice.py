import pytest

from assessments.domain.items.choice import multiple_mark, single_mark
from assessments.domain.items.kinds import MULTIPLE, SINGLE
from assessments.domain.items.registry import faults_of
from tests.assessments.domain.items.samples import options


def test_two_marks_on_a_single_choice_earn_nothing():
    assert single_mark({"b"}, ["b", "c"]) == 0.0


@pytest.mark.parametrize(
    ("chosen", "mark"), [("ab", 1.0), ("a", 0.5), ("ac", 0.0), ("abc", 0.5), ("abcd", 0.0), ("cd", 0.0), ("", 0.0)]
)
def test_multiple_response_takes_a_false_alarm_back_from_a_hit(chosen: str, mark: float):
    """Betts et al. (2022), plus/minus scoring: (hits − false alarms) / K, not below 0."""
    assert multiple_mark({"a", "b"}, list(chosen)) == mark


def test_blind_guessing_at_a_choice():
    body = {"options": options("w", "x", "y", "z")}
    assert SINGLE.chance(SINGLE.read(body)) == 0.25
    # Of the 16 sets of four options with two right ones, one earns 1, four earn 1/2 (one hit alone, or two and a slip).
    assert MULTIPLE.chance(MULTIPLE.read(body)) == pytest.approx((1 + 4 * 0.5) / 16)


@pytest.mark.parametrize(
    ("kind", "correct", "fault"),
    [
        ("single", [], "one_right"),
        ("single", ["a", "b"], "one_right"),
        ("multiple", ["a"], "two_right"),
        ("multiple", ["a", "b", "c"], "one_wrong"),
        ("single", ["q"], "unknown_id"),
    ],
)
def test_a_key_that_fits_no_choice_is_named(kind: str, correct: list[str], fault: str):
    found = faults_of(kind, {"options": options("x", "y", "z")}, {"correct": correct})
    assert [one.code for one in found] == [fault]


def test_options_that_say_the_same_are_named():
    found = faults_of("single", {"options": options("Yes", "yes ", "No")}, {"correct": ["a"]})
    assert [(one.code, one.detail) for one in found] == [("same_text", {"first": 1, "second": 2, "language": "en"})]
