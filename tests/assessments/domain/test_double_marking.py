"""When two marks agree, when a third one is asked for, and what the text is worth."""

import pytest

from assessments.domain.double_marking import TextMarks


@pytest.mark.parametrize(
    ("possible", "given", "settled", "share"),
    [
        (10, [6, 7], None, 0.65),
        (5, [4, 5], None, 0.9),
        (10, [4, 6], 7, 0.7),
        (2, [1, 2], 2, 1.0),
        (3, [0, 0], None, 0.0),
    ],
)
def test_a_text_is_worth_the_mean_of_two_or_what_a_third_one_gave(possible, given, settled, share):
    assert TextMarks(possible=possible, given=given, settled=settled).share == pytest.approx(share)


@pytest.mark.parametrize(
    ("possible", "given", "needs"),
    [
        (10, [], False),
        (10, [9], False),
        (10, [6, 7], False),
        (10, [5, 7], True),  # two points
        (4, [2, 3], True),  # one point, but a quarter of all
        (5, [4, 5], False),  # a fifth exactly
    ],
)
def test_a_third_person_is_asked_where_two_are_apart(possible, given, needs):
    marks = TextMarks(possible=possible, given=given)
    assert marks.needs_settling is needs
    assert marks.is_complete is (len(given) == 2 and not needs)
    if not marks.is_complete:
        with pytest.raises(ValueError, match="not marked yet"):
            _ = marks.share
