"""Before and after a training: numbers by hand, by least squares, by simulation; words no stronger than they carry."""

import numpy as np
import pytest

from analytics.domain.effects.designs import Design, Stack, compared
from analytics.domain.effects.drawing import draw_events
from analytics.domain.effects.estimating import (
    FEWEST,
    after_minus_before,
    beside_last_before,
    difference,
    event_months,
    slope,
)
from analytics.domain.effects.panel import AFTER, BEFORE, UnitSeries
from analytics.domain.effects.verdicts import Verdict, find
from analytics.domain.indicators.meaning import Meaning, Measure

MONTHS = 24
DAYS = Meaning("processing_time", Measure.DAYS, higher_is_better=False)


def unit(code, values, *, start=None, level="county", size=100.0):
    return UnitSeries(code, level, size, start, tuple(values))


def flat(value, *, step=0.0, at=0, slope=0.0, noise=0.0, seed=0):
    draw = np.random.default_rng(seed)
    return [value + slope * month + (step if month > at else 0.0) + noise * draw.normal() for month in range(MONTHS)]


def noisy_panel(seed, *, treated=6, others=6, step=0.0, persistence=0.6):
    """Shocks that last, as figures of offices do."""
    draw, units = np.random.default_rng(seed), []
    for number in range(treated + others):
        shock, series = draw.normal(), []
        for month in range(MONTHS):
            shock = persistence * shock + draw.normal()
            gain = step if number < treated and month > 12 else 0.0
            series.append(10 + shock + gain)
        units.append(unit(f"U{number:02}", series, start=12 if number < treated else None))
    return units


def one_stack(units):
    return [Stack(12, tuple(one for one in units if one.start == 12), tuple(one for one in units if one.start is None))]


def dummy_regression(stacks):
    """The coefficient of least squares with a dummy for every unit and every month of every stack."""
    rows, values = [], []
    for number, stack in enumerate(stacks):
        for is_treated, side in ((True, stack.treated), (False, stack.comparison)):
            for one in side:
                for place, value in enumerate(one.window(stack.start)):
                    if place != BEFORE:  # the month of the training counts on neither side
                        rows.append((f"{number} {one.code}", f"{number} {place}", is_treated and place > BEFORE))
                        values.append(value)
    names = sorted({name for row in rows for name in row[:2]})
    design = np.zeros((len(rows), len(names) + 1))
    for line, (one, month, effect) in enumerate(rows):
        design[line, [names.index(one), names.index(month)]] = 1.0
        design[line, -1] = effect
    return np.linalg.lstsq(design, np.array(values), rcond=None)[0][-1]


def test_the_difference_is_that_of_a_sum_done_by_hand():
    treated = [unit(f"T{n}", flat(10, step=-2, at=12), start=12) for n in range(4)]
    others = [unit(f"C{n}", flat(8, step=-0.5, at=12)) for n in range(4)]
    found = difference([Stack(12, tuple(treated), tuple(others))], after_minus_before)[0]
    assert found.value == pytest.approx(-1.5)
    assert found.low == pytest.approx(-1.5) == found.high


def test_the_interval_is_that_of_leaving_out_one_unit_at_a_time():
    gains, drifts = [-3.0, -1.0, -2.0, -2.0], [0.0, -1.0, 1.0, 0.0]
    treated = [unit(f"T{n}", flat(10, step=gain, at=12), start=12) for n, gain in enumerate(gains)]
    others = [unit(f"C{n}", flat(8, step=drift, at=12)) for n, drift in enumerate(drifts)]
    found = difference([Stack(12, tuple(treated), tuple(others))], after_minus_before)[0]
    without = [np.mean([g for k, g in enumerate(gains) if k != n]) - np.mean(drifts) for n in range(4)]
    without += [np.mean(gains) - np.mean([d for k, d in enumerate(drifts) if k != n]) for n in range(4)]
    error = np.sqrt(7 / 8 * sum((one - found.value) ** 2 for one in without))
    assert found.value == pytest.approx(-2.0)
    assert (found.high - found.low) / 2 == pytest.approx(
        2.3646 * error, rel=1e-4
    )  # t of 7 degrees, from a printed table


@pytest.mark.parametrize("seed", range(5))
def test_it_is_the_coefficient_of_least_squares(seed):
    units = noisy_panel(seed)
    later = [unit(f"L{n}", flat(9, noise=1, seed=seed * 10 + n), start=14) for n in range(3)]
    stacks = [*one_stack(units), Stack(14, tuple(later), tuple(units[6:8]))]
    assert difference(stacks, after_minus_before)[0].value == pytest.approx(dummy_regression(stacks))


@pytest.mark.parametrize(("treated", "others"), [(4, 4), (4, 12), (10, 10)])
def test_intervals_hold_what_they_promise_although_months_hang_together(treated, others):
    """Of 95 in a hundred: with 300 tries, chance alone keeps the share above 92 in all but a handful of worlds."""
    found = [
        difference(one_stack(noisy_panel(seed, treated=treated, others=others)), after_minus_before)[0]
        for seed in range(300)
    ]
    held = np.mean([one.low <= 0 <= one.high for one in found])
    assert 0.92 <= held <= 0.99


def test_a_real_effect_is_found():
    found = find(compared(noisy_panel(3, treated=10, others=10, step=-4.0), Design.MATCHED), DAYS)
    assert found.verdict is Verdict.BETTER
    assert found.effect.low <= -4.0 <= found.effect.high


@pytest.mark.parametrize("side", ["treated", "comparison"])
def test_with_fewer_than_four_units_a_side_there_is_no_interval(side):
    counts = {"treated": 8, "others": 8} | {"treated" if side == "treated" else "others": FEWEST - 1}
    stacks = one_stack(noisy_panel(1, **counts))
    assert all(one.low is None and one.high is None for one in difference(stacks, beside_last_before))
    assert not difference(stacks, slope)[0].is_sure


def test_without_any_comparison_nothing_but_a_change_is_told():
    units = [unit(f"T{n}", flat(10, step=-2, at=12), start=12) for n in range(8)]
    found = find(compared(units, Design.MATCHED), DAYS)
    assert found.verdict is Verdict.ALONE
    assert found.effect is None
    assert (found.treated.before, found.treated.after) == (10, 8)


def test_units_that_moved_otherwise_before_are_not_read_as_an_effect():
    """They fall by half a day a month all along; the others do not."""
    units = [unit(f"T{n}", flat(20, slope=-0.5, noise=0.05, seed=n), start=12) for n in range(6)]
    units += [unit(f"C{n}", flat(20, noise=0.05, seed=50 + n)) for n in range(6)]
    found = find(compared(units, Design.MATCHED), DAYS)
    assert found.effect.is_sure
    assert found.verdict is Verdict.MOVING_BEFORE


@pytest.mark.parametrize(("step", "verdict"), [(-3.0, Verdict.BETTER), (3.0, Verdict.WORSE)])
def test_whether_less_is_better_is_up_to_the_indicator(step, verdict):
    units = noisy_panel(5, treated=10, others=10, step=step)
    assert find(compared(units, Design.MATCHED), DAYS).verdict is verdict
    ratings = Meaning("rating", Measure.POINTS, higher_is_better=True)
    opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}[verdict]
    assert find(compared(units, Design.MATCHED), ratings).verdict is opposite


def test_nobody_trained_means_nothing_to_say():
    assert find(compared([unit("C", flat(10))], Design.MATCHED), DAYS).verdict is Verdict.NOBODY
    assert find(compared([], Design.STAGED), DAYS).verdict is Verdict.NOBODY


class TestWhoIsCompared:
    def test_the_partner_is_of_the_same_level_then_of_like_size_and_trend(self):
        treated = unit("T", flat(10), start=12, size=100)
        same = unit("SAME", flat(30), size=110)
        large = unit("LARGE", flat(10), size=900)
        town = unit("TOWN", flat(10), size=100, level="township")
        moving = unit("MOVING", flat(10, slope=0.4), size=100)
        stack = compared([treated, town, large, moving, same], Design.MATCHED).stacks[0]
        assert [one.code for one in stack.comparison] == ["SAME"]

    def test_nobody_serves_twice_and_the_order_of_the_units_does_not_matter(self):
        units = noisy_panel(7, treated=5, others=8)
        found = compared(units, Design.MATCHED)
        partners = [one.code for stack in found.stacks for one in stack.comparison]
        assert len(partners) == len(set(partners)) == 5
        assert compared(units[::-1], Design.MATCHED) == found

    def test_a_unit_trained_within_the_months_compared_is_no_comparison(self):
        soon = unit("SOON", flat(10), start=8 + AFTER, level="township")
        units = [unit("T", flat(10), start=8), soon, unit("NEVER", flat(10), size=130)]
        stack = next(one for one in compared(units, Design.MATCHED).stacks if one.start == 8)
        assert [one.code for one in stack.comparison] == ["NEVER"]

    def test_staged_compares_with_those_trained_later_only(self):
        units = [unit("EARLY", flat(10), start=7), unit("LATE", flat(10), start=16), unit("NEVER", flat(10))]
        found = compared(units, Design.STAGED)
        assert [(s.start, [one.code for one in s.comparison]) for s in found.stacks] == [(7, ["LATE"])]
        assert [one.code for one in found.alone] == ["LATE"]

    @pytest.mark.parametrize("start", [-3, 0, BEFORE - 1, MONTHS - AFTER, MONTHS + 3])
    def test_months_missing_on_either_side_leave_a_unit_out(self, start):
        found = compared([unit("T", flat(10), start=start), unit("C", flat(10))], Design.MATCHED)
        assert not found.stacks
        assert [one.code for one in found.too_short] == ["T"]

    def test_a_month_that_was_not_reported_leaves_a_unit_out(self):
        series = flat(10)
        series[10] = None
        found = compared([unit("T", series, start=12), unit("C", flat(10))], Design.MATCHED)
        assert [one.code for one in found.too_short] == ["T"]


def test_the_event_study_is_drawn_with_zero_and_every_month():
    months = difference(one_stack(noisy_panel(2)), beside_last_before)
    assert months[BEFORE - 1].value == 0
    drawing = draw_events(months)
    assert [month for month, _ in drawing.months] == event_months()
    assert len(drawing.bars) == len(drawing.marks) == len(months)
    for bar in drawing.bars:
        assert 0 <= bar.high <= bar.low <= drawing.height
    assert drawing.grid[0][1] >= drawing.zero >= drawing.grid[-1][1]
