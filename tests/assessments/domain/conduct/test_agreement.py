"""The run as a whole: hardly anybody innocent, those who copied, and only where two sources agree."""

from assessments.domain.conduct.agreement import Finding, agreeing_in, examine
from assessments.domain.conduct.sittings import Indicator

from .crowd import TASKS, crowd

SHOWN = {task: 1000 if task < TASKS // 2 else 100 for task in range(TASKS)}


def test_false_discoveries_are_held_and_no_case_is_opened_among_the_innocent():
    outcomes = [examine(crowd(100, seed=seed), SHOWN) for seed in range(20)]
    with_any = sum(any(line.findings for line in one.lines) for one in outcomes)
    assert with_any <= 4  # four indicators at 5 % each over twenty runs in which everything found is false
    assert not any(one.agreeing for one in outcomes)


def test_copied_papers_are_found_with_nobody_beside_them():
    outcome = examine(crowd(150, seed=8, copiers=4, copied=0.95), SHOWN)
    found = {line.indicator: line.findings for line in outcome.lines}
    assert found[Indicator.IN_STEP] == 4
    assert found[Indicator.SIMILAR] >= 2
    assert outcome.agreeing
    assert set(outcome.agreeing) <= set(range(8))
    assert len(outcome.agreeing) + outcome.alone == 8


def about(indicator, sitting, partner=None):
    return Finding(indicator, sitting, partner, 1e-9, 1e-6, {})


def test_one_indicator_opens_nothing():
    assert not agreeing_in([about(Indicator.SIMILAR, 1, 2), about(Indicator.SIMILAR, 2, 1)])


def test_two_indicators_of_time_are_one_source():
    assert not agreeing_in([about(Indicator.EFFORT, 1), about(Indicator.EXPOSED, 1), about(Indicator.IN_STEP, 1, 2)])


def test_pairs_agree_about_the_same_partner_only():
    similar, in_step = about(Indicator.SIMILAR, 1, 2), about(Indicator.IN_STEP, 1, 3)
    assert not agreeing_in([similar, in_step])
    assert set(agreeing_in([similar, about(Indicator.IN_STEP, 1, 2)])) == {1}


def test_what_a_person_did_alone_agrees_with_any_pair():
    found = agreeing_in([about(Indicator.GAIN, 1), about(Indicator.SIMILAR, 1, 2), about(Indicator.SIMILAR, 2, 1)])
    assert set(found) == {1}
    assert {one.indicator for one in found[1]} == {Indicator.GAIN, Indicator.SIMILAR}
