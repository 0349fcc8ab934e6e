"""Which item comes next, and when a block ends."""

import numpy as np
import pytest

from assessments.domain.adaptive.ability import PRIOR, normal
from assessments.domain.adaptive.content import competencies_due
from assessments.domain.adaptive.exposure import worn
from assessments.domain.adaptive.outcome import read_area, read_competencies
from assessments.domain.adaptive.pool import Pool, PoolItem, from_data, to_data
from assessments.domain.adaptive.selection import Answer, Choice, ShutOut, draw_lots, next_item
from assessments.domain.adaptive.simulation import World, simulate
from assessments.domain.adaptive.stopping import LONGEST, PRECISE, SHORTEST, Stop
from assessments.domain.calibration.parameters import ItemParameters
from assessments.domain.calibration.scale import on_common_scale

NOTHING = ShutOut()


def bank(competencies: str = "ABC", a_level: int = 2) -> Pool:
    """For each competency `a_level` items at each of the five levels."""
    items = []
    for code in competencies:
        for level in range(1, 6):
            for place in range(a_level):
                difficulty = on_common_scale(0.5 * (place - (a_level - 1) / 2), level)
                items.append(PoolItem(len(items) + 1, code, ItemParameters(difficulty)))
    return Pool(items)


def step(pool, answers=(), *, belief=PRIOR, shut_out=NOTHING, seed=1, luck=None):
    return next_item(
        pool, list(answers), belief=belief, shut_out=shut_out, seed=seed, luck=luck or draw_lots(len(pool))
    )


def no_luck(size):
    return lambda seed, asked: np.zeros(size)


def run(pool, *, knows, shut_out=NOTHING, seed=1):
    answers, belief = [], PRIOR
    while isinstance(found := step(pool, answers, belief=belief, shut_out=shut_out, seed=seed), Choice):
        answers.append(Answer(found.version_id, knows(pool.items[pool.place[found.version_id]])))
        belief = belief.after(pool.likelihood(found.version_id, answers[-1].is_right))
    return answers, belief, found


def test_without_luck_the_most_informative_item_comes_as_a_search_through_all_of_them_finds_it():
    pool = bank("A")
    for mean in np.linspace(-2, 2, 9):
        belief = normal(mean, 0.5)
        chosen = step(pool, belief=belief, luck=no_luck(len(pool)))
        at = belief.nearest
        told = {item.version_id: pool.information[at, pool.place[item.version_id]] for item in pool.items}
        assert told[chosen.version_id] == max(told.values())


def test_luck_weighs_most_at_first_and_nothing_when_the_estimate_is_sure():
    pool = bank()
    first = {step(pool, seed=seed).version_id for seed in range(60)}
    assert len(first) > 10
    assert step(pool).weight == pytest.approx(0, abs=1e-3)
    sure = normal(0, PRECISE)
    assert step(pool, belief=sure).weight == pytest.approx(1)
    assert len({step(pool, belief=sure, seed=seed).version_id for seed in range(20)}) == 1


def test_the_same_seed_gives_the_same_item_and_its_record_says_why():
    pool = bank()
    one = step(pool, seed=7)
    assert one == step(pool, seed=7)
    assert [(found.name, found.left) for found in one.filters] == [
        ("pool", 30),
        ("asked", 30),
        ("withdrawn", 30),
        ("seen", 30),
        ("worn", 30),
        ("quota", 30),
        ("far", 18),
    ]
    assert one.best[0].version_id == one.version_id
    assert sorted((best.score for best in one.best), reverse=True) == [best.score for best in one.best]


def test_the_competencies_take_turns():
    pool = bank()
    answers, _, _ = run(pool, knows=lambda item: item.difficulty < 0)
    given = [pool.items[pool.place[one.version_id]].competency for one in answers]
    for place in range(0, len(given) - 2, 3):
        assert sorted(given[place : place + 3]) == ["A", "B", "C"]
    assert competencies_due(["A", "B", "A"], ["A", "B", "C"]) == ("C",)
    assert competencies_due(["A", "B", "C"], ["B", "A"]) == ("A", "B")


def test_rules_give_way_only_when_nothing_else_is_left():
    pool = bank("A")
    everything = [item.version_id for item in pool.items]
    spared = step(pool, shut_out=ShutOut(worn=everything[1:], seen=everything[2:]))
    assert spared.version_id == everything[0]
    assert spared.given_way == ("far",)  # the one item left is far too easy
    forced = step(pool, shut_out=ShutOut(worn=everything))
    assert "worn" in forced.given_way
    assert step(pool, shut_out=ShutOut(withdrawn=everything)) is Stop.EXHAUSTED


def test_enough_tasks_end_a_block_before_the_cap_gives_way():
    pool = bank("A")
    worn_out = [item.version_id for item in pool.items][SHORTEST:]
    answers, belief, stop = run(pool, knows=lambda item: True, shut_out=ShutOut(worn=worn_out))
    assert (len(answers), stop) == (SHORTEST, Stop.EXHAUSTED)
    assert belief.se > PRECISE


@pytest.mark.parametrize("knows", [lambda item: item.difficulty < 0.3, lambda item: True])
def test_a_block_ends_by_precision_or_by_length(knows):
    answers, belief, stop = run(bank(a_level=6), knows=knows)
    assert SHORTEST <= len(answers) <= LONGEST
    assert stop is (Stop.PRECISE if belief.se <= PRECISE else Stop.LONGEST)


def test_the_cap_bars_what_a_third_of_the_people_have_met():
    assert worn({1: 34, 2: 36}, 100) == {2}
    assert worn({1: 1}, 1) == {1}
    assert worn({}, 0) == frozenset()


def test_the_record_of_a_pool_brings_back_the_same_pool():
    pool = bank()
    again = Pool(from_data(to_data(pool.items)))
    assert [item.version_id for item in again.items] == [item.version_id for item in pool.items]
    assert np.array_equal(again.information, pool.information)


def test_a_competency_with_no_task_of_its_own_says_nothing_and_one_that_is_weaker_than_its_area_shows():
    pool = bank()
    answers, _, _ = run(pool, knows=lambda item: item.competency != "C" and item.difficulty < 1)
    by_code = {one.code: one for one in read_competencies(pool, answers)}
    assert by_code["C"].mean < by_code["A"].mean - 0.5
    assert by_code["C"].se > read_area("X", pool, answers).se
    silent = read_competencies(
        pool, [one for one in answers if pool.items[pool.place[one.version_id]].competency != "C"]
    )
    assert [one.says_enough for one in silent] == [True, True, False]
    assert list(by_code["A"].at_least) == sorted(by_code["A"].at_least, reverse=True)


def test_simulated_placements_meet_the_targets_and_repeat():
    pool = bank("ABCDE")
    report = simulate("X", pool, people=250, seed=3, world=World())
    assert report == simulate("X", pool, people=250, seed=3, world=World())
    assert report.rmse < 0.48
    assert abs(report.bias) < 0.1
    assert report.mean_length < 17
    assert report.highest_exposure < 0.37
    assert report.unused == 0
    assert report.in_range > 0.9
    assert report.competency_in_range > 0.9
    assert simulate("X", pool, people=250, seed=3, world=World(guessing=0.25)).bias > 0.2
