"""Each indicator: silent on too little, no more than chance on the innocent, loud on what it is made for."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from assessments.domain.conduct.effort import judge_effort, thresholds
from assessments.domain.conduct.exposure import judge_exposed, split
from assessments.domain.conduct.gain import judge_gain, standard_error
from assessments.domain.conduct.in_step import judge_in_step
from assessments.domain.conduct.similarity import judge_similar
from assessments.domain.conduct.sittings import Answer, Indicator, Silence, Sitting

from .crowd import TASKS, crowd

SHOWN = {task: 1000 if task < TASKS // 2 else 100 for task in range(TASKS)}
JUDGES = (judge_effort, lambda sittings: judge_exposed(sittings, SHOWN), judge_similar, judge_in_step)


@pytest.fixture(scope="module")
def innocent():
    return crowd(150, seed=1)


@pytest.mark.parametrize("judge", JUDGES)
def test_a_small_group_is_met_with_silence(judge):
    found = judge(crowd(29, seed=1))
    assert found.silence is Silence.FEW_SITTINGS
    assert len(found.p) == 0


@pytest.mark.parametrize("judge", JUDGES)
def test_small_p_are_no_commoner_than_chance_among_the_innocent(judge):
    p = np.concatenate([judge(crowd(120, seed=seed)).p for seed in range(40, 46)])
    assert len(p) > 300
    for limit in (0.05, 0.01):
        assert (p <= limit).mean() <= limit * 1.35


def test_putting_off_hard_tasks_hardly_looks_like_being_in_step():
    p = np.concatenate([judge_in_step(crowd(120, seed=seed, put_off=True)).p for seed in range(6)])
    assert (p <= 0.001).mean() <= 0.0015


@pytest.mark.parametrize("judge", [judge_effort, lambda sittings: judge_exposed(sittings, SHOWN), judge_in_step])
def test_accommodated_sittings_are_left_out_of_all_times(judge, innocent):
    own = {one.key for one in innocent[:20]}
    found = judge([replace(one, times_count=one.key not in own) for one in innocent])
    assert len(found.p)
    assert not own & set(found.subjects.ravel().tolist())


def test_the_threshold_is_a_tenth_of_the_mean_and_ten_seconds_at_most():
    times = {1: [50.0] * 40, 2: [300.0] * 40}
    sittings = [_timed(number, {task: own[number] for task, own in times.items()}) for number in range(40)]
    limits = thresholds(sittings)
    assert limits[1] == (5.0, 1 / 42)
    assert limits[2][0] == 10.0


def test_whoever_rushes_stands_out(innocent):
    rushed = {task: replace(answer, seconds=2.0) for task, answer in innocent[0].answers.items() if task < 10}
    found = judge_effort([replace(innocent[0], answers={**innocent[0].answers, **rushed}), *innocent[1:]])
    first = int(np.argmin(found.p))
    assert found.subjects[first].tolist() == [innocent[0].key]
    assert found.p[first] < 1e-6
    assert found.facts["rapid"][first] == 10


def test_exposure_splits_into_thirds_or_says_that_it_cannot():
    assert split({1: 10, 2: 10, 3: 50, 4: 100, 5: 100, 6: 100}) == ({4, 5, 6}, {1, 2})
    assert split({1: 90, 2: 100, 3: 110}) == (set(), set())
    assert judge_exposed(crowd(40, seed=1), dict.fromkeys(range(TASKS), 50)).silence is Silence.NO_FRESH_ITEMS


def test_knowing_the_much_shown_tasks_stands_out(innocent):
    able = max(innocent, key=lambda one: one.share)
    known = {
        task: replace(answer, seconds=(answer.seconds or 0) * (0.3 if SHOWN[task] > 500 else 1))
        for task, answer in able.answers.items()
    }
    found = judge_exposed([replace(one, answers=known) if one is able else one for one in innocent], SHOWN)
    assert found.subjects[int(np.argmin(found.p))].tolist() == [able.key]
    assert found.p.min() < 1e-4


def test_copied_answers_are_the_most_similar_pair():
    found = judge_similar(crowd(150, seed=4, copiers=1))
    first = int(np.argmin(found.p))
    assert found.subjects[first].tolist() == [0, 1]
    assert found.p[first] < 1e-5
    assert found.facts["same"][first] > 2 * found.facts["expected"][first]


def test_the_generalised_binomial_test_is_the_binomial_one_where_all_chances_are_equal():
    """Nobody knows anything and every wrong option is as good as the next: two agree with a chance of one third."""
    options = np.random.default_rng(2).choice(list("bcd"), size=(900, 10))
    found = judge_similar([_wrong(number, own) for number, own in enumerate(options)])
    row = int(np.argmax(found.facts["same"]))
    first, second = found.subjects[row]
    same = int((options[first] == options[second]).sum())
    assert found.facts["same"][row] == same
    assert found.p[row] == pytest.approx(stats.binom.sf(same - 1, 10, 1 / 3), rel=0.1)


def test_two_in_step_stand_out_and_two_at_other_times_are_not_compared():
    sittings = crowd(150, seed=5, copiers=1)
    found = judge_in_step(sittings)
    first = int(np.argmin(found.p))
    assert found.subjects[first].tolist() == [0, 1]
    assert found.p[first] < 1e-9
    later = [replace(sittings[0], began=90_000.0, ended=94_000.0), *sittings[1:]]
    assert 0 not in judge_in_step(later).subjects


def test_lords_error_is_the_formula_of_the_manual():
    assert standard_error(24, 40) == pytest.approx(np.sqrt(0.6 * 0.4 / 39))
    assert standard_error(40, 40) > 0


@pytest.mark.parametrize(("after", "is_seen"), [(32, False), (36, True)])
def test_a_gain_counts_beyond_three_errors_of_the_difference(after, is_seen):
    found = judge_gain([_scored(1, 0.0, 20), _scored(2, 9.0, after)])
    assert found.subjects.tolist() == [[2]]
    errors = (after - 20) / 40 / np.hypot(standard_error(20, 40), standard_error(after, 40))
    assert (errors > 3) == is_seen
    assert found.p[0] == pytest.approx(stats.norm.sf(errors) if is_seen else 1.0)


def test_without_a_second_sitting_there_is_no_gain(innocent):
    assert judge_gain(innocent).silence is Silence.NO_RETAKES
    assert judge_gain(innocent).indicator is Indicator.GAIN


def _timed(number, times):
    answers = {task: Answer(1.0, "a", seconds, 0.5) for task, seconds in times.items()}
    return Sitting(key=number, learner=number, began=0.0, ended=1.0, times_count=True, answers=answers)


def _scored(key, began, points):
    return Sitting(
        key=key, learner=9, began=began, ended=began + 1, times_count=True, answers={}, points=points, possible=40.0
    )


def _wrong(number, options):
    answers = {task: Answer(0.0, str(option)) for task, option in enumerate(options)}
    return Sitting(key=number, learner=number, began=0.0, ended=1.0, times_count=True, answers=answers, possible=10)
