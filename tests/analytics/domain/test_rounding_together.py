"""Roundings of many at once are those of one."""

import numpy as np

from analytics.domain.coverage import Tally
from analytics.domain.rounding import downwards, results, to_bases, to_bases_together, upwards
from lms.lib.disclosure import to_base, to_base_together


def test_counts_of_many_are_rounded_as_one_is():
    counts = np.arange(0, 60, 0.5)
    assert to_bases(counts).tolist() == [to_base(one) for one in counts.tolist()]


def test_parts_of_many_totals_are_rounded_as_those_of_one_are():
    parts = np.random.default_rng(7).integers(0, 40, (500, 6)).astype(float)
    expected = [to_base_together(row, to_base(sum(row))) for row in parts.tolist()]
    assert to_bases_together(parts).tolist() == expected


def test_intervals_of_many_are_rounded_outwards_as_one_is():
    able = np.linspace(0.3, 9.7, 60)
    tallies = [Tally(fte=10, assessed_fte=10, able_fte=one, spread=0.4, met=10, people=10) for one in able.tolist()]
    shown = [results(tally) for tally in tallies]
    low, high = (np.array([tally.interval[place] for tally in tallies]) for place in (0, 1))
    assert downwards(low).tolist() == [one.low for one in shown]
    assert upwards(high).tolist() == [one.high for one in shown]
